using Burst.Core.Ids;

namespace Burst.Scheduling.Planning;

/// <summary>Reconcile this object again at this instant: a deadline, a back-off or a spill comes due then.</summary>
public readonly record struct Wake(DateTimeOffset At, ObjectKey Key) : IComparable<Wake>
{
    public int CompareTo(Wake other)
    {
        var byTime = At.CompareTo(other.At);
        return byTime != 0 ? byTime : Key.CompareTo(other.Key);
    }
}
