using System.Text;
using Burst.Scheduling.Conformance;
using Burst.Scheduling.Oracle.Preemption;

namespace Burst.Scheduling.Tests.Preemption;

/// <summary>Whom the planner has ended, against an oracle that tries every set of pods on every node and shares no code with it.</summary>
public sealed class PreemptionOracleTests
{
    private const int Cases = 3000;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20_261)]
    public void Planner_RandomCases_EndsWhomTheOracleWould(ulong seed)
    {
        var (scheduler, cases) = (new BurstScheduler(), new PreemptionCases(seed));
        var (disagreements, preemptions, several) = (new List<string>(), 0, 0);
        for (var index = 0; index < Cases; index++)
        {
            var json = cases.Generate(index);
            var (expected, found) = (PreemptionOracle.Decide(json), scheduler.Preempt(json));
            preemptions += expected is null ? 0 : 1;
            several += expected is { Victims.Count: > 1 } ? 1 : 0;
            if (PreemptionAnswer.Describe(expected) != PreemptionAnswer.Describe(found))
                disagreements.Add($"case {index}: the oracle says {PreemptionAnswer.Describe(expected)}, the planner {PreemptionAnswer.Describe(found)}\n{Encoding.UTF8.GetString(json.Span)}");
        }

        Assert.Empty(disagreements.Take(5));
        Assert.True(preemptions > Cases / 4 && several > Cases / 20, $"{preemptions} with victims, {several} with several");
    }

    [Fact]
    public void Planner_HandWrittenVectors_AsTheirSourcesSay()
    {
        var scheduler = new BurstScheduler();

        Assert.All(PreemptionVector.All, vector => Assert.Equal($"{vector.Name}: {PreemptionAnswer.Describe(vector.Expected)}", $"{vector.Name}: {PreemptionAnswer.Describe(scheduler.Preempt(vector.Utf8))}"));
    }
}
