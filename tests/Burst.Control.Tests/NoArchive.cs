using Burst.Control.Logs;
using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Control.Tests;

/// <summary>Keeps nothing.</summary>
internal sealed class NoArchive : ILogArchive
{
    public bool Has(PodUid pod, string container) => true;

    public Task SaveAsync(PodUid pod, string container, IAsyncEnumerable<LogLine> lines, CancellationToken cancellationToken) => Task.CompletedTask;

    public IAsyncEnumerable<LogLine> ReadAsync(PodUid pod, string container, LogQuery query, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<LogLine>();
}
