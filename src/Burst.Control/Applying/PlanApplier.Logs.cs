using Burst.Core.Hosts;
using Burst.Core.Pods;

namespace Burst.Control.Applying;

internal sealed partial class PlanApplier
{
    private static readonly TimeSpan LogSaveTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Saves what the containers wrote before the host lets go of it. Failing to is reported and holds up nothing.</summary>
    private async Task SaveLogsAsync(IPodHost host, Pod pod)
    {
        if (host is not IPodLogs logs || pod.StartedAt is null)
            return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await using var timer = time.CreateTimer(
            static state => ((CancellationTokenSource)state!).Cancel(), limit, LogSaveTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            foreach (var container in pod.Spec.Containers.Where(container => !archive.Has(pod.Uid, container.Name)))
            {
                var lines = logs.ReadLogsAsync(pod.Uid, container.Name, new LogQuery(), limit.Token);
                await archive.SaveAsync(pod.Uid, container.Name, lines, limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            if (!stopping.IsCancellationRequested)
                LogLogsLost(pod.Uid, exception.Message);
        }
    }
}
