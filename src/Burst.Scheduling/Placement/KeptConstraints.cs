using System.Runtime.InteropServices;
using Burst.Core.Nodes;
using Burst.Core.State;
using Burst.Scheduling.Placement.Constraints;

namespace Burst.Scheduling.Placement;

/// <summary>
/// What other pods mean for pods of each template, kept from plan to plan, since counting all pods anew for each is most of the time of a step. What a plan
/// has noted is undone before the next one, which then takes in what has come of it from the state. It changes no decision: a planner that keeps nothing decides the same.
/// </summary>
internal sealed class KeptConstraints
{
    private const int SetsMax = 1024;
    private const int GroupsMax = 1 << 14;

    private readonly ConstraintSets kept = new();
    private readonly List<PlacedChange> noted = [];
    private readonly List<PodConstraints> unread = [];
    private ClusterState? state;
    private long version;
    private long places;

    /// <summary>Kept while nodes stay as they are.</summary>
    public SpreadPlaces SpreadPlaces { get; } = new();

    public PodConstraints? Find(PodShape shape) => kept.Find(shape);

    /// <summary>Brings all to what the state says now.</summary>
    public void Begin(ClusterState now)
    {
        if (kept.ShapeCount == 0 || !TryFollow(now))
            kept.Clear();
        if (state != now || places != now.PlacesVersion)
            SpreadPlaces.Clear();
        noted.Clear();
        unread.Clear();
        (state, places) = (now, now.PlacesVersion);
        if (now.HasTopology)
            version = now.Placed.Version;
    }

    /// <summary>Adds a set that counts all that the state has and all that the plan under way has noted.</summary>
    public void Add(PodShape shape, PodConstraints constraints)
    {
        version = state!.Placed.Version; // Put together for the first set, it may be younger than the plan.
        kept.Add(shape, constraints);
    }

    /// <summary>Counts what the plan under way decides, which is undone before the next.</summary>
    /// <param name="opened">Gets those for whom that may have made room.</param>
    public void Note(PlacedChange change, Node? node, List<PodConstraints> opened)
    {
        noted.Add(change);
        if (node is not null)
            kept.Count(change.Group, change.Owner, node, change.Tally, opened);
    }

    /// <summary>A plan was given up half-way.</summary>
    public void Forget()
    {
        kept.Clear();
        noted.Clear();
        state = null;
    }

    private bool TryFollow(ClusterState now)
    {
        if (state != now || places != now.PlacesVersion || !now.HasTopology || kept.ShapeCount > SetsMax || kept.GroupCount > GroupsMax
            || !now.Placed.TryReadSince(version, out var since))
        {
            return false;
        }

        // What the plan decided has come about and nothing else, as mostly: it is counted already.
        if (since.SequenceEqual(CollectionsMarshal.AsSpan(noted)))
            return true;
        foreach (var change in noted)
            Count(now, change, -change.Tally);
        foreach (var change in since)
            Count(now, change, change.Tally);
        return true;
    }

    private void Count(ClusterState now, PlacedChange change, PodTally tally)
    {
        if (now.FindNode(change.Node) is { } node)
            kept.Count(change.Group, change.Owner, node, tally, unread);
    }
}
