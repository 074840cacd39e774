using System.Collections.Concurrent;
using Burst.Core.Pods;
using Burst.Core.Timing;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Probing;

/// <summary>
/// Does what containers want done before they are asked to end. One that fails or takes too long keeps nobody from ending. A later process
/// does it again, as a kubelet does.
/// </summary>
internal sealed class PreStopHooks : IAsyncDisposable
{
    private readonly EngineClient engine;
    private readonly TimeProvider time;
    private readonly HolderConnections connections;
    private readonly Prober prober;
    private readonly ConcurrentDictionary<string, Lazy<Task>> underWay = new();
    private readonly CancellationTokenSource stopping = new();

    public PreStopHooks(EngineClient engine, TimeProvider time)
    {
        (this.engine, this.time, connections) = (engine, time, new HolderConnections(engine));
        prober = new Prober(engine, connections, time);
    }

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
        if (container.PreStop is not { } hook)
            return;
        if (hook.SleepSeconds is { } seconds)
            await Wait.ForAsync(TimeSpan.FromSeconds(Math.Min(seconds, grace.TotalSeconds)), time, cancellationToken).ConfigureAwait(false);
        else
            await prober.AskAsync(pod, container, Question(hook, grace), new ProbeMemory(), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(underWay.Values.Select(task => task.Value)).ConfigureAwait(false);
        await connections.DisposeAsync().ConfigureAwait(false);
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

    private static Probe Question(LifecycleHook hook, TimeSpan grace) => new()
    {
        Exec = hook.Exec,
        HttpGet = hook.HttpGet,
        InitialDelaySeconds = 0,
        PeriodSeconds = 1,
        TimeoutSeconds = Math.Max(1, (int)grace.TotalSeconds),
        SuccessThreshold = 1,
        FailureThreshold = 1,
    };
}
