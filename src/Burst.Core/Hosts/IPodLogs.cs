using Burst.Core.Ids;

namespace Burst.Core.Hosts;

/// <summary>A host that can read what containers wrote.</summary>
public interface IPodLogs
{
    /// <summary>
    /// Lines in the order written, oldest first, without a line end. With <see cref="LogQuery.Follow"/> the stream goes on
    /// until the container has ended or the token is cancelled. Where the host may have let go of lines that were asked for, a remark
    /// that says so comes before the first line. Init containers have logs too.
    /// </summary>
    /// <exception cref="PodHostUnavailableException">The node did not answer.</exception>
    IAsyncEnumerable<LogLine> ReadLogsAsync(PodUid pod, string container, LogQuery query, CancellationToken cancellationToken);
}
