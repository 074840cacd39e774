using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Control.Logs;

/// <summary>Keeps what pods wrote after their hosts have let go of it. Bounded; the oldest go first.</summary>
public interface ILogArchive
{
    bool Has(PodUid pod, string container);

    /// <summary>
    /// Reads the lines to their end and keeps them in place of what was kept before. What comes with a remark may be a part, and does not
    /// take the place of what was kept whole.
    /// </summary>
    Task SaveAsync(PodUid pod, string container, IAsyncEnumerable<LogLine> lines, CancellationToken cancellationToken);

    /// <summary>Remarks first. Nothing when there is no such log.</summary>
    IAsyncEnumerable<LogLine> ReadAsync(PodUid pod, string container, LogQuery query, CancellationToken cancellationToken);
}
