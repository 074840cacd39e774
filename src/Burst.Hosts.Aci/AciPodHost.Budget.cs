using System.Collections.Concurrent;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Aci.Limits;

namespace Burst.Hosts.Aci;

public sealed partial class AciPodHost
{
    private readonly ConcurrentDictionary<PodUid, CallReserve> _reserves = [];
    private readonly RegionBudget _budget;

    /// <inheritdoc/>
    public TimeSpan? ReserveCreate(PodUid pod) => Keep(pod, _budget.TryReserveCreate(pod, out var wait), wait);

    /// <inheritdoc/>
    public TimeSpan? ReserveDelete(PodUid pod, bool isRetry) => Keep(pod, _budget.TryReserveDelete(isRetry, out var wait), wait);

    /// <inheritdoc/>
    public void Release(PodUid pod)
    {
        if (_reserves.TryRemove(pod, out var reserve))
            reserve.Return();
    }

    /// <inheritdoc/>
    public void Recall(IReadOnlyList<PastCreate> creates) => _budget.Recall(creates);

    private TimeSpan? Keep(PodUid pod, CallReserve? reserve, TimeSpan wait)
    {
        if (reserve is null)
            return wait;
        Release(pod);
        _reserves[pod] = reserve;
        return null;
    }

    /// <summary>Null for a call that nobody reserved: each of its requests then asks for itself.</summary>
    private CallReserve? ReserveOf(PodUid pod) => _reserves.GetValueOrDefault(pod);
}
