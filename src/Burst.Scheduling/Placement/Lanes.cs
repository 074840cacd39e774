using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>
/// The pods to look at, a lane for each namespace. Whose turn it is the shares say, and within a lane the pods stand in line; with one
/// namespace that is one line. Only the lane that was last looked at has another turn than before, so finding the next does not look at all.
/// </summary>
internal sealed class Lanes(ClusterState state)
{
    private static readonly DominantShare Alone = new(0, 1);

    private readonly SortedDictionary<string, Lane> byNamespace = new(StringComparer.Ordinal);
    private readonly PriorityQueue<(Lane Lane, int Number), Turn> turns = new();
    private readonly FairShares shares = new(state);
    private Lane? last;

    public IReadOnlyCollection<Lane> All => byNamespace.Values;

    public Lane Of(string ns)
    {
        if (!byNamespace.TryGetValue(ns, out var lane))
            byNamespace[ns] = lane = new Lane(ns);
        return lane;
    }

    public void Enqueue(ShapeQueue queue)
    {
        var lane = Of(queue.Head.Metadata.Namespace);
        lane.Line.Enqueue(queue, PlaceInLine.Of(queue.Head, queue.Order));
        List(lane);
    }

    /// <summary>A pod has got a place on a VM node.</summary>
    public void AddToShare(Pod pod) => shares.Add(pod);

    /// <summary>The first queue of the lane whose turn it is; null when all are empty.</summary>
    /// <param name="fill">Enqueues what comes before a lane's first and has not been looked at.</param>
    public ShapeQueue? TakeFirst(Action<Lane> fill)
    {
        if (last is { } looked)
        {
            fill(looked);
            List(looked);
        }

        while (turns.TryDequeue(out var entry, out var turn))
        {
            var lane = entry.Lane;
            if (entry.Number != lane.TurnNumber)
                continue;
            fill(lane);
            if (lane.Line.Count == 0)
                continue;
            if (TurnOf(lane) != turn)
            {
                List(lane);
                continue;
            }

            lane.TurnNumber++;
            last = lane;
            return lane.Line.Dequeue();
        }

        return null;
    }

    /// <summary>Entries of before no longer count.</summary>
    private void List(Lane lane)
    {
        if (lane.Line.Count > 0)
            turns.Enqueue((lane, ++lane.TurnNumber), TurnOf(lane));
    }

    private Turn TurnOf(Lane lane)
    {
        lane.Line.TryPeek(out _, out var first);
        return new Turn(byNamespace.Count == 1 ? Alone : shares.Of(lane.Namespace), first);
    }
}
