using Burst.Scheduling.Conformance;
using Burst.Scheduling.Oracle;
using Burst.Scheduling.Oracle.Generation;
using Burst.Scheduling.Oracle.Vectors;

namespace Burst.Scheduling.Tests.Conformance;

/// <summary>The planner against an oracle that shares no code with it; <c>eng/bench-oracle</c> does the same a million times.</summary>
public sealed class OracleTests
{
    private const int Cases = 4000;

    /// <summary>Vectors that use nothing which Burst does not know yet.</summary>
    private const int VectorsMin = 240;

    [Theory]
    [InlineData(1)]
    [InlineData(20_261)]
    public void Planner_RandomCases_FeasibleWhereTheOracleSaysSo(ulong seed)
    {
        var comparison = new Comparison(new BurstScheduler());

        comparison.Run(new CaseGenerator(seed, BurstScheduler.Kinds, BurstScheduler.KnowsOverhead), 0, Cases);

        Assert.Empty(comparison.Disagreements);
        Assert.All(RefusalNames.Kinds.Where(kind => BurstScheduler.Kinds.HasFlag(kind)), kind => Assert.True(comparison.Shares.OfCases(kind) >= 0.03, $"{comparison.Shares}"));
    }

    [Fact]
    public void Planner_HandWrittenVectors_AsTheirSourcesSay()
    {
        var scheduler = new BurstScheduler();
        var known = VectorFile.All.SelectMany(file => file.Vectors).Where(vector => BurstScheduler.Knows(vector.Utf8)).ToList();

        Assert.InRange(known.Count, VectorsMin, int.MaxValue);
        Assert.Empty(known.Select(vector => (vector.Name, Found: Find(scheduler, vector.Utf8))).Where(entry => entry.Found is not null).Select(entry => $"{entry.Name}\n{entry.Found}"));
    }

    private static Disagreement? Find(BurstScheduler scheduler, ReadOnlyMemory<byte> json) =>
        Disagreement.Find(-1, json, FeasibilityOracle.Judge(json), scheduler.Ask(json));
}
