using Burst.Core.Ids;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Machines;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// Follows an engine's events, so that what changes is looked at at once and what does not is not looked at at all. A stream that breaks
/// is opened anew; since then nothing is taken to be known.
/// </summary>
internal sealed class EventWatch(EngineClient engine, PodLabels labels, EngineInventory inventory, ForeignContainers foreign, LeftVolumes leftVolumes, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Until cancelled.</summary>
    /// <param name="changed">Called when a container of a pod has ended, or one that has a postStart hook has started, one after the other.</param>
    public async Task RunAsync(Func<PodUid, CancellationToken, Task> changed, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var happened in engine.ReadEventsAsync(Opened, cancellationToken).ConfigureAwait(false))
                {
                    if (!labels.AreOurs(happened.Actor?.Attributes))
                    {
                        foreign.Changed(happened.Actor?.ID);
                        continue;
                    }

                    if (happened.Actor?.ID is { } id)
                        inventory.Changed(id);
                    if (IsToldOf(happened) && PodOf(happened) is { } pod)
                        await changed(pod, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (EngineFailure.IsOne(exception) || exception is OperationCanceledException)
            {
                // The node's own checks report that it does not answer.
            }

            inventory.Watched(false);
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Opened()
    {
        inventory.Watched(true);
        leftVolumes.Reconnected();
    }

    private static bool IsToldOf(EngineEventDto happened) =>
        happened.Action == "die" || (happened.Action == "start" && happened.Actor?.Attributes?.ContainsKey(PodLabels.PostStart) == true);

    private static PodUid? PodOf(EngineEventDto happened) =>
        PodLabels.ParseUid(happened.Actor?.Attributes);
}
