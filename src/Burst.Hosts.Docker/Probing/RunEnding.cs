using Burst.Core.Timing;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Probing;

/// <summary>Ends a run that is not well, with its preStop hook, its stop signal and its grace. What was decided is done once the engine answers.</summary>
internal sealed class RunEnding(EngineClient engine, PreStopHooks hooks, TimeProvider time)
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    /// <summary>Returns when the run is over.</summary>
    public async Task EndAsync(EnginePod pod, EngineContainer container, TimeSpan grace, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + grace;
        await hooks.RunAsync(pod, container, grace, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            try
            {
                await ContainerEnding.EndAsync(engine, container, until - time.GetUtcNow(), time, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (EngineFailure.IsOne(exception) || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                await Wait.ForAsync(RetryPause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
