namespace Burst.Scheduling.Placement;

/// <summary>The queues of one namespace.</summary>
internal sealed class Lane(string ns)
{
    public string Namespace => ns;

    /// <summary>Those that are looked at, by their first pod.</summary>
    public PriorityQueue<ShapeQueue, PlaceInLine> Line { get; } = new();

    /// <summary>Those that wait from earlier steps, once a node got room.</summary>
    public HeadLine? Heads { get; set; }

    /// <summary>Of several entries for it among the turns, the number of the one that counts.</summary>
    public int TurnNumber { get; set; }
}
