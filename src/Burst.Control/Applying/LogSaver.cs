using Burst.Control.Logs;
using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Microsoft.Extensions.Logging;

namespace Burst.Control.Applying;

/// <summary>Saves what the containers of a pod wrote before their host lets go of it.</summary>
internal sealed partial class LogSaver(ILogArchive archive, WorkQueue queue, TimeProvider time, ILogger logger)
{
    /// <summary>For reading all logs of one pod. What is not there by then is lost, and its pod is ended.</summary>
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(15);

    /// <summary>For saving them, what has been read when the time for reading is over included.</summary>
    private static readonly TimeSpan SaveTimeout = TimeSpan.FromSeconds(20);

    /// <summary>Failing to is told and holds up nothing.</summary>
    /// <param name="host">Where the pod is.</param>
    /// <param name="pod">Whose logs.</param>
    /// <param name="stopping">Ends it at once, and nothing is told.</param>
    public async Task SaveAsync(IPodLogs host, LogsToSave pod, CancellationToken stopping)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var saving = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await using var readTimer = time.CancelAfter(reading, ReadTimeout);
        await using var saveTimer = time.CancelAfter(saving, SaveTimeout);
        foreach (var container in pod.Containers.Where(container => !pod.IsOver || !archive.Has(pod.Pod, container)))
        {
            if (stopping.IsCancellationRequested)
                return;
            if (await SaveAsync(host, pod, container, reading.Token, saving.Token).ConfigureAwait(false) is { } loss && !stopping.IsCancellationRequested)
                TellLoss(pod, container, loss);
        }
    }

    /// <returns>Why the log is not saved whole; null when it is.</returns>
    private async Task<string?> SaveAsync(IPodLogs host, LogsToSave pod, string container, CancellationToken reading, CancellationToken saving)
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
        if (!pod.HasRun)
            return;
        LogLost(container, pod.Pod, loss);
        queue.EnqueueResult(new LogLoss(pod.Pod, container, loss));
    }

    private static string DescribeLoss(Exception exception) => exception is OperationCanceledException
        ? $"there was no time left for it after {ReadTimeout.TotalSeconds:0} s"
        : exception.Message;

    [LoggerMessage(1102, LogLevel.Warning, "The log of container {Container} of pod {Pod} could not be saved whole before its end: {Reason}")]
    private partial void LogLost(string container, PodUid pod, string reason);
}
