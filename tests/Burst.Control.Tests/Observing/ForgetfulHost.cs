using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Observing;

/// <summary>A host behind a service whose lists leave everything out, and that still answers when it is asked for one pod.</summary>
internal sealed class ForgetfulHost(FakePodHost inner) : IPodHost, IPodLookup
{
    public NodeName Node => inner.Node;

    public int Lookups { get; private set; }

    public Task<CreateOutcome> CreateAsync(PodLaunch launch, CancellationToken cancellationToken) => inner.CreateAsync(launch, cancellationToken);

    public Task<DeleteOutcome> DeleteAsync(PodUid pod, TimeSpan gracePeriod, CancellationToken cancellationToken) =>
        inner.DeleteAsync(pod, gracePeriod, cancellationToken);

    public Task<IReadOnlyList<PodObservation>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PodObservation>>([]);

    public Task<HostHeartbeat> CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);

    public string? FindUnsupported(PodSpec spec) => inner.FindUnsupported(spec);

    public async Task<PodObservation?> FindAsync(PodUid pod, CancellationToken cancellationToken)
    {
        Lookups++;
        return (await inner.ListAsync(cancellationToken).ConfigureAwait(false)).SingleOrDefault(seen => seen.Uid == pod);
    }
}
