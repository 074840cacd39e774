using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Hosts.Aci.Tests.Emulated;

/// <summary>The contract suite places its pods on VMs; here they are placed on ACI, which takes no others.</summary>
internal sealed class AciTierHost(AciPodHost host) : IPodHost, IPodLogs
{
    public NodeName Node => host.Node;

    public Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken) =>
        host.CreateAsync(launch with { Tier = Tier.Aci }, cancellationToken);

    public Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken) =>
        host.DeleteAsync(pod, gracePeriod, cancellationToken);

    public Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken) => host.ListAsync(cancellationToken);

    public Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken) => host.CheckAsync(cancellationToken);

    public string? FindUnsupported(PodSpec spec) => host.FindUnsupported(spec);

    public IAsyncEnumerable<LogLine> ReadLogsAsync(PodUid pod, string container, LogQuery query, CancellationToken cancellationToken) =>
        host.ReadLogsAsync(pod, container, query, cancellationToken);
}
