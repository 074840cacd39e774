using System.Runtime.CompilerServices;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Applying;

/// <summary>A host whose containers have written something; reading it may break off or never end.</summary>
internal sealed class WritingHost(FakePodHost inner) : IPodHost, IPodLogs
{
    public NodeName Node => inner.Node;

    public IReadOnlyList<LogLine> Lines { get; set; } = [new(null, "one"), new(null, "two")];

    /// <summary>After the lines; null when they are all there is.</summary>
    public Func<CancellationToken, Task>? Then { get; set; }

    public List<string> Reads { get; } = [];

    public Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken) => inner.CreateAsync(launch, cancellationToken);

    public Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken) =>
        inner.DeleteAsync(pod, gracePeriod, cancellationToken);

    public Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

    public Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);

    public string? FindUnsupported(PodSpec spec) => inner.FindUnsupported(spec);

    public async IAsyncEnumerable<LogLine> ReadLogsAsync(
        PodUid pod, string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Reads.Add($"{pod} {container} {(inner.Pods.Contains(pod) ? "there" : "gone")}");
        if (!inner.Pods.Contains(pod))
            yield break;
        foreach (var line in Lines)
            yield return line;
        if (Then is { } then)
            await then(cancellationToken).ConfigureAwait(false);
    }
}
