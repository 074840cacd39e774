using System.Runtime.CompilerServices;
using Burst.Control.Logs;
using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Simulation.Chaos.Controllers;

/// <summary>Reads logs to their end, as the real archive does, and keeps no more than whose they were.</summary>
internal sealed class MemoryLogArchive : ILogArchive
{
    private const int LogsMax = 10_000;

    private readonly HashSet<(PodUid Pod, string Container)> saved = [];

    public bool Has(PodUid pod, string container) => saved.Contains((pod, container));

    public async Task SaveAsync(PodUid pod, string container, IAsyncEnumerable<LogLine> lines, CancellationToken cancellationToken)
    {
        await foreach (var _ in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // Every line crosses the wire; none is looked at again.
        }

        if (saved.Count < LogsMax)
            saved.Add((pod, container));
    }

    public async IAsyncEnumerable<LogLine> ReadAsync(
        PodUid pod, string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }
}
