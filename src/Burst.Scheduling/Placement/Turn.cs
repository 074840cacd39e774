namespace Burst.Scheduling.Placement;

/// <summary>Whose namespace is next: the one with the lowest share, of equals the one whose first pod comes first.</summary>
internal readonly record struct Turn(DominantShare Share, PlaceInLine First) : IComparable<Turn>
{
    public int CompareTo(Turn other)
    {
        var byShare = Share.CompareTo(other.Share);
        return byShare != 0 ? byShare : First.CompareTo(other.First);
    }
}
