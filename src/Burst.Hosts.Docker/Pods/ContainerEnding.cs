using Burst.Core.Timing;
using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Pods;

/// <summary>Ends one run of one container: it is asked to, and made to when its time is over.</summary>
internal static class ContainerEnding
{
    public const string Force = "SIGKILL";

    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns when the run is over. An engine starts nothing again by itself that was sent a signal.</summary>
    public static async Task EndAsync(EngineClient engine, EngineContainer container, TimeSpan grace, TimeProvider time, CancellationToken cancellationToken)
    {
        await engine.KillContainerAsync(container.Id, container.StopSignal, cancellationToken).ConfigureAwait(false);
        var until = time.GetUtcNow() + grace;
        var isForced = false;
        while (await RunsAsync(engine, container, cancellationToken).ConfigureAwait(false))
        {
            if (!isForced && time.GetUtcNow() >= until)
            {
                await engine.KillContainerAsync(container.Id, Force, cancellationToken).ConfigureAwait(false);
                isForced = true;
            }

            await Wait.ForAsync(LookPause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> RunsAsync(EngineClient engine, EngineContainer container, CancellationToken cancellationToken) =>
        await engine.FindContainerAsync(container.Id, cancellationToken).ConfigureAwait(false) is { State: { Running: true, Restarting: false } state } && state.StartedAt == container.StartedAt;
}
