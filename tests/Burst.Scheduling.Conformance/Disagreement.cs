using Burst.Scheduling.Oracle;

namespace Burst.Scheduling.Conformance;

/// <summary>A case of which the two say different things.</summary>
/// <param name="Index">Of the case among those of its seed; -1 where it has none.</param>
public sealed record Disagreement(long Index, string Case, Verdict Verdict, SchedulerAnswer Answer)
{
    /// <summary>Null where they agree on every node, and none scores better than the one that is chosen.</summary>
    public static Disagreement? Find(long index, ReadOnlyMemory<byte> json, Verdict verdict, SchedulerAnswer answer)
    {
        var feasible = verdict.FeasibleNodes.ToHashSet(StringComparer.Ordinal);
        var agree = feasible.SetEquals(answer.Feasible) && (answer.Chosen is null ? feasible.Count == 0 : verdict.BestNodes.Contains(answer.Chosen));
        return agree ? null : new Disagreement(index, System.Text.Encoding.UTF8.GetString(json.Span), verdict, answer);
    }

    /// <summary>The kinds that refuse a node which the scheduler would take, and "none" where it refuses one that nothing refuses.</summary>
    public IEnumerable<string> Missed
    {
        get
        {
            foreach (var node in Verdict.Nodes)
            {
                var refusals = node.Refusals | Verdict.Pod;
                if (Answer.Feasible.Contains(node.Name) != (refusals == Refusals.None))
                    yield return refusals == Refusals.None ? "none" : string.Join("+", RefusalNames.Of(refusals));
            }
        }
    }

    public override string ToString() =>
        $"case {Index}: {Case}\n  oracle:    {Verdict.ToJson()}\n  scheduler: feasible {string.Join(", ", Answer.Feasible.Order(StringComparer.Ordinal))}; chose {Answer.Chosen ?? "none"}; scores {string.Join(", ", Verdict.Scores.Select(score => $"{score.Key} {score.Value}"))}";
}
