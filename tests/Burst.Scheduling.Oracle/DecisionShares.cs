using System.Text;

namespace Burst.Scheduling.Oracle;

/// <summary>How often each kind of constraint alone stood between a pod and a node.</summary>
public sealed class DecisionShares
{
    private readonly Dictionary<Refusals, long> cases = RefusalNames.Kinds.ToDictionary(kind => kind, _ => 0L);
    private readonly Dictionary<Refusals, long> pairs = RefusalNames.Kinds.ToDictionary(kind => kind, _ => 0L);
    private long feasible;
    private long scored;

    /// <summary>Cases counted.</summary>
    public long Cases { get; private set; }

    /// <summary>Pairs of a pod and a node counted.</summary>
    public long Pairs { get; private set; }

    /// <summary>The share of the pairs that are feasible.</summary>
    public double Feasible => (double)feasible / Pairs;

    /// <summary>The share of the cases in which the score left out a feasible node.</summary>
    public double Scored => (double)scored / Cases;

    /// <summary>The share of the cases in which this kind alone refused some node.</summary>
    public double OfCases(Refusals kind) => (double)cases[kind] / Cases;

    /// <summary>The share of the pairs that this kind alone refused.</summary>
    public double OfPairs(Refusals kind) => (double)pairs[kind] / Pairs;

    public void Add(Verdict verdict)
    {
        Cases++;
        if (verdict.BestNodes.Count() < verdict.Scores.Count)
            scored++;
        var deciding = Refusals.None;
        foreach (var node in verdict.Nodes)
        {
            var refusals = node.Refusals | verdict.Pod;
            Pairs++;
            if (refusals == Refusals.None)
                feasible++;
            if (!refusals.IsSingle())
                continue;
            pairs[refusals]++;
            deciding |= refusals;
        }

        foreach (var kind in RefusalNames.Kinds)
            if (deciding.HasFlag(kind))
                cases[kind]++;
    }

    /// <summary>A line for each kind, with the columns cases and pairs.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{"alone decided",-26}{"of cases",10}{"of pairs",10}\n");
        foreach (var kind in RefusalNames.Kinds)
            text.Append($"{RefusalNames.Of(kind).Single(),-26}{OfCases(kind),10:P2}{OfPairs(kind),10:P2}\n");
        return text.Append($"{"score",-26}{Scored,10:P2}\n{"feasible",-26}{"",10}{Feasible,10:P2}\n").ToString();
    }
}
