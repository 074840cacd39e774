using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Applying;

/// <summary>A host whose creates go on under a name.</summary>
internal sealed class OperationHost(FakePodHost inner) : IPodHost, IPodOperations
{
    public NodeName Node => inner.Node;

    public List<(PodUid Pod, string Operation)> Resumed { get; } = [];

    public async Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken) =>
        await inner.CreateAsync(launch, cancellationToken) is CreateOutcome.Accepted accepted
            ? accepted with { Operation = $"operation of {launch.Name}" }
            : throw new InvalidOperationException("It was to be accepted.");

    public Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken) =>
        inner.DeleteAsync(pod, gracePeriod, cancellationToken);

    public Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

    public Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);

    public string? FindUnsupported(PodSpec spec) => inner.FindUnsupported(spec);

    public void Resume(PodUid pod, string operation) => Resumed.Add((pod, operation));
}
