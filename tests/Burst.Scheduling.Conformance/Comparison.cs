using Burst.Scheduling.Oracle;
using Burst.Scheduling.Oracle.Generation;

namespace Burst.Scheduling.Conformance;

/// <summary>Puts random cases to a scheduler and to the oracle, and counts what decided.</summary>
public sealed class Comparison(IScheduler scheduler)
{
    private const int DisagreementsMax = 20;

    private readonly List<Disagreement> disagreements = [];

    public DecisionShares Shares { get; } = new();

    /// <summary>The first ones.</summary>
    public IReadOnlyList<Disagreement> Disagreements => disagreements;

    public long DisagreementCount { get; private set; }

    /// <summary>What was missed in all of them, by the kinds that were.</summary>
    public SortedDictionary<string, long> Missed { get; } = new(StringComparer.Ordinal);

    /// <param name="enough">Disagreements after which it ends.</param>
    public void Run(CaseGenerator generator, long first, long count, long enough = long.MaxValue)
    {
        for (var index = first; index < first + count && DisagreementCount < enough; index++)
            Compare(index, generator.Generate(index));
    }

    private void Compare(long index, ReadOnlyMemory<byte> json)
    {
        var verdict = FeasibilityOracle.Judge(json);
        Shares.Add(verdict);
        if (Disagreement.Find(index, json, verdict, scheduler.Ask(json)) is not { } disagreement)
            return;
        DisagreementCount++;
        foreach (var missed in disagreement.Missed.DefaultIfEmpty("choice"))
            Missed[missed] = Missed.GetValueOrDefault(missed) + 1;
        if (disagreements.Count < DisagreementsMax)
            disagreements.Add(disagreement);
    }
}
