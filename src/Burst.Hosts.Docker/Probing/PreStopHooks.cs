using System.Collections.Concurrent;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Probing;

/// <summary>
/// Does what containers want done before they are asked to end. One that fails or takes too long keeps nobody from ending. A later process
/// does it again, as a kubelet does.
/// </summary>
internal sealed class PreStopHooks(EngineClient engine, HookRunner runner) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> underWay = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Sends its stop signal, or sees to it that it is sent when the hook is done: that is not waited for.</summary>
    public async Task AskToEndAsync(EnginePod pod, EngineContainer container, TimeSpan grace, CancellationToken cancellationToken)
    {
        if (container.PreStop is null)
            await engine.KillContainerAsync(container.Id, container.StopSignal, cancellationToken).ConfigureAwait(false);
        else
            _ = underWay.GetOrAdd(container.Id, _ => new Lazy<Task>(() => RunAndEndAsync(pod, container, grace))).Value;
    }

    /// <summary>Returns when it is done, or the grace is over; at once where there is no hook.</summary>
    public async Task RunAsync(EnginePod pod, EngineContainer container, TimeSpan grace, CancellationToken cancellationToken)
    {
        if (container.PreStop is { } hook)
            await runner.RunAsync(pod, container, hook, grace, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(underWay.Values.Select(task => task.Value)).ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task RunAndEndAsync(EnginePod pod, EngineContainer container, TimeSpan grace)
    {
        await Task.Yield();
        try
        {
            await RunAsync(pod, container, grace, stopping.Token).ConfigureAwait(false);
            await engine.KillContainerAsync(container.Id, container.StopSignal, stopping.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception) || exception is OperationCanceledException)
        {
            // At the end of its grace it is removed in any case.
        }
        finally
        {
            underWay.TryRemove(container.Id, out _);
        }
    }
}
