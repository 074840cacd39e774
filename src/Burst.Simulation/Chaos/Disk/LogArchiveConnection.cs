using System.Runtime.CompilerServices;
using Burst.Control.Logs;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Disk;

/// <summary>One process's use of the log folder: it reads logs to their end, as the real archive does, and then keeps them.</summary>
internal sealed class LogArchiveConnection(SimulatedProcess process, SavedLogs saved) : ILogArchive
{
    private static readonly CallFate OneWrite = new(TimeSpan.FromMilliseconds(1), TimeSpan.Zero);

    public bool Has(PodUid pod, string container) => saved.Has(pod, container);

    public async Task SaveAsync(PodUid pod, string container, IAsyncEnumerable<LogLine> lines, CancellationToken cancellationToken)
    {
        await foreach (var _ in lines.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // Every line crosses the wire; none is looked at again.
        }

        var point = new CallPoint(nameof(ILogArchive), nameof(SaveAsync));
        await RemoteCall<bool>.SendAsync(process, point, OneWrite, () => saved.Add(pod, container), cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<LogLine> ReadAsync(
        PodUid pod, string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }
}
