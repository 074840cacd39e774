using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Control.Logs;

/// <summary>Keeps what pods wrote after their hosts have let go of it. Bounded; the oldest go first.</summary>
public interface ILogArchive
{
    bool Has(PodUid pod, string container);

    Task SaveAsync(PodUid pod, string container, IAsyncEnumerable<LogLine> lines, CancellationToken cancellationToken);

    /// <summary>Nothing when there is no such log.</summary>
    IAsyncEnumerable<LogLine> ReadAsync(PodUid pod, string container, LogQuery query, CancellationToken cancellationToken);
}
