using Burst.Control.Logs;
using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Control.Tests.Applying;

internal sealed class KeptLogs : ILogArchive
{
    public SortedDictionary<(PodUid Pod, string Container), IReadOnlyList<LogLine>> Logs { get; } = [];

    /// <summary>As a full disk does.</summary>
    public bool IsFull { get; set; }

    public bool Has(PodUid pod, string container) => Logs.ContainsKey((pod, container));

    public async Task SaveAsync(PodUid pod, string container, IAsyncEnumerable<LogLine> lines, CancellationToken cancellationToken)
    {
        var read = new List<LogLine>();
        await foreach (var line in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
            read.Add(line);
        if (IsFull)
            throw new IOException("No space left on device");
        Logs[(pod, container)] = read;
    }

    public IAsyncEnumerable<LogLine> ReadAsync(PodUid pod, string container, LogQuery query, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<LogLine>();
}
