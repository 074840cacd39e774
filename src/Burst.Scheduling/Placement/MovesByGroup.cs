using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>What a plan has moved, by what the pods look like to others: whoever asks where pods are looks at each kind once, not at each pod.</summary>
internal sealed class MovesByGroup
{
    private readonly Dictionary<PodGroupKey, List<PlacedChange>> byGroup = [];
    private readonly List<List<PlacedChange>> all = [];
    private int taken;

    /// <summary>None of them empty, in the order of their first.</summary>
    public IReadOnlyList<IReadOnlyList<PlacedChange>> All => all;

    /// <param name="moves">Those that were given before, and perhaps more.</param>
    public void AddFrom(List<PlacedChange> moves)
    {
        for (; taken < moves.Count; taken++)
        {
            var move = moves[taken];
            if (!byGroup.TryGetValue(move.Group, out var alike))
            {
                byGroup[move.Group] = alike = [];
                all.Add(alike);
            }

            alike.Add(move);
        }
    }
}
