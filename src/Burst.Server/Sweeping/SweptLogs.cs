using Burst.Control.Logs;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Aci.Sweeping;

namespace Burst.Server.Sweeping;

/// <summary>Saves what the containers of a group have written before the group is ended by its tags. Failing to holds nothing up.</summary>
public sealed class SweptLogs(ILogArchive archive, TimeProvider time)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <returns>Why not all of it is saved; null when it is.</returns>
    public async Task<string?> SaveAsync(AciSweeper sweeper, OwnedGroup group, CancellationToken cancellationToken)
    {
        if (group.Pod is not { } pod)
            return null;
        using var timer = new CancellationTokenSource(Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            foreach (var log in await sweeper.ReadLogsAsync(group, limit.Token).ConfigureAwait(false))
                await SaveAsync(pod, log, limit.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is PodHostUnavailableException or IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"there was no time left for it after {Timeout.TotalSeconds:0} s";
        }
    }

    private Task SaveAsync(PodUid pod, SweptLog log, CancellationToken cancellationToken) =>
        log.Lines.IsEmpty ? Task.CompletedTask : archive.SaveAsync(pod, log.Container, log.Lines.ToAsyncEnumerable(), cancellationToken);
}
