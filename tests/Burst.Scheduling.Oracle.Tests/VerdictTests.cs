namespace Burst.Scheduling.Oracle.Tests;

public sealed class VerdictTests
{
    [Fact]
    public void ToJson_NamesAllKinds()
    {
        var verdict = new Verdict(Refusals.None, [new NodeVerdict("n1", Refusals.None), new NodeVerdict("n2", Refusals.Cpu | Refusals.Taint)]);

        Assert.Equal("""{"pod":[],"nodes":{"n1":[],"n2":["fit.cpu","taint"]}}""", verdict.ToJson());
        Assert.Equal(["n1"], verdict.FeasibleNodes);
    }

    [Fact]
    public void Gates_LeaveNoNodeFeasible()
    {
        var verdict = new Verdict(Refusals.SchedulingGates, [new NodeVerdict("n1", Refusals.None)]);

        Assert.Empty(verdict.FeasibleNodes);
        Assert.Equal(Refusals.SchedulingGates, verdict.Deciding);
    }
}
