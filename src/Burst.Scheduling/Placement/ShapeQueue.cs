using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>
/// The waiting pods of one shape in line, and what this step has found out for all of them: room only shrinks within a step,
/// so what one of them did not get, none gets, unless a pod that was placed lets them in (<see cref="Reopen"/>).
/// </summary>
internal sealed class ShapeQueue(PodShape shape, bool isMarked, bool isToPreempt = false)
{
    private IEnumerator<(Pod Pod, int Order)> pods = Enumerable.Empty<(Pod, int)>().GetEnumerator();

    public PodShape Shape => shape;

    /// <summary>One of its pods is new or marked changed, so nothing is known from earlier steps.</summary>
    public bool IsMarked => isMarked;

    /// <summary>It is looked at since others might be ended for its pods; that they fit nowhere is known unless a node got room.</summary>
    public bool IsToPreempt => isToPreempt;

    public Pod Head => pods.Current.Pod;

    /// <summary>0 for pods of the state, then the order in which this plan created them.</summary>
    public int Order => pods.Current.Order;

    public bool HasNoVm { get; set; }

    /// <summary>Why no VM node fits, once that was written down.</summary>
    public Considered? OnVm { get; set; }

    /// <summary>What most VM nodes lack, once that was looked for; then null where there are none.</summary>
    public (bool IsKnown, string? Obstacle) VmCause { get; set; }

    public bool HasNoSpill { get; set; }

    /// <summary>Why no virtual node fits.</summary>
    public List<Offer>? SpillOffers { get; set; }

    /// <summary>When the create rate next has room, where that is the obstacle.</summary>
    public DateTimeOffset? CreatesAt { get; set; }

    /// <summary>Forgets what was found out.</summary>
    public void Reopen()
    {
        (HasNoVm, HasNoSpill) = (false, false);
        (OnVm, SpillOffers, CreatesAt, VmCause) = (null, null, null, default);
    }

    public void Fill(IEnumerable<(Pod Pod, int Order)> ordered) => pods = ordered.GetEnumerator();

    /// <summary>There is a <see cref="Head"/>: not all of its pods have found a place.</summary>
    public bool HasHead { get; private set; }

    public bool MoveNext() => HasHead = pods.MoveNext();
}
