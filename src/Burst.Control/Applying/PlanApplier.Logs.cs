using Burst.Core.Hosts;

namespace Burst.Control.Applying;

internal sealed partial class PlanApplier
{
    /// <summary>For reading all logs of one pod. What is not there by then is lost, and its pod is ended.</summary>
    private static readonly TimeSpan LogReadTimeout = TimeSpan.FromSeconds(15);

    /// <summary>For saving them, what has been read when the time for reading is over included.</summary>
    private static readonly TimeSpan LogSaveTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Saves what the containers wrote before the host lets go of it. Failing to is told and holds up nothing.</summary>
    private async Task SaveLogsAsync(IPodLogs host, LogsToSave pod)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        using var saving = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        await using var readTimer = CancelAfter(reading, LogReadTimeout);
        await using var saveTimer = CancelAfter(saving, LogSaveTimeout);
        foreach (var container in pod.Containers.Where(container => !pod.IsOver || !archive.Has(pod.Pod, container)))
        {
            if (stopping.IsCancellationRequested)
                return;
            if (await SaveLogAsync(host, pod, container, reading.Token, saving.Token).ConfigureAwait(false) is { } loss)
                TellLoss(pod, container, loss);
        }
    }

    /// <returns>Why the log is not saved whole; null when it is.</returns>
    private async Task<string?> SaveLogAsync(IPodLogs host, LogsToSave pod, string container, CancellationToken reading, CancellationToken saving)
    {
        var log = new LogReading(host.ReadLogsAsync(pod.Pod, container, new LogQuery(), reading), DescribeLoss);
        try
        {
            // An empty log of what has never been seen to run is none.
            var hasLines = await log.BeginAsync(reading).ConfigureAwait(false) && log.Failure is null;
            if (hasLines || pod.HasRun)
                await archive.SaveAsync(pod.Pod, container, log.LinesAsync(saving), saving).ConfigureAwait(false);
            return log.Failure;
        }
        catch (Exception exception)
        {
            return DescribeLoss(exception);
        }
        finally
        {
            await log.EndAsync().ConfigureAwait(false);
        }
    }

    private void TellLoss(LogsToSave pod, string container, string loss)
    {
        if (stopping.IsCancellationRequested || !pod.HasRun)
            return;
        LogLogLost(container, pod.Pod, loss);
        queue.EnqueueResult(new LogLoss(pod.Pod, container, loss));
    }

    private static string DescribeLoss(Exception exception) => exception is OperationCanceledException
        ? $"there was no time left for it after {LogReadTimeout.TotalSeconds:0} s"
        : exception.Message;

    private ITimer CancelAfter(CancellationTokenSource source, TimeSpan wait) => time.CreateTimer(
        static state => ((CancellationTokenSource)state!).Cancel(), source, wait, Timeout.InfiniteTimeSpan);
}
