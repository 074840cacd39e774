using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Burst.Control.Logs;
using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Api.Tests.Support;

internal sealed class MemoryLogArchive : ILogArchive
{
    private readonly ConcurrentDictionary<(PodUid Pod, string Container), List<LogLine>> logs = new();

    public bool Has(PodUid pod, string container) => logs.ContainsKey((pod, container));

    public async Task SaveAsync(PodUid pod, string container, IAsyncEnumerable<LogLine> lines, CancellationToken cancellationToken)
    {
        var saved = new List<LogLine>();
        await foreach (var line in lines.WithCancellation(cancellationToken))
            saved.Add(line);
        logs[(pod, container)] = saved;
    }

    public async IAsyncEnumerable<LogLine> ReadAsync(
        PodUid pod, string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var line in logs.GetValueOrDefault((pod, container)) ?? [])
            yield return line;
    }
}
