namespace Burst.Simulation.Checker.Tests;

public sealed class AuditTests
{
    [Fact]
    public void Details_AreLimited_CountsAreNot()
    {
        var audit = new Audit();
        foreach (var kind in Enum.GetValues<ViolationKind>())
        {
            for (var time = 0; time < 50; time++)
                audit.Add(kind, "job", time, "this", "that");
        }

        Assert.Equal(Audit.DetailsMax, audit.Details.Count);
        Assert.Equal(50 * Enum.GetValues<ViolationKind>().Length, audit.Violations);
    }

    [Fact]
    public void Details_OneKind_DoesNotHideAnother()
    {
        var audit = new Audit();
        for (var time = 0; time < 1000; time++)
            audit.Add(ViolationKind.NodeCpu, "job", time, "this", "that");
        audit.Add(ViolationKind.CostTotal, "cost.total", null, "1", "2");

        Assert.Contains(audit.Details, violation => violation.Kind == ViolationKind.CostTotal);
        Assert.Equal(1000, audit.Counts[ViolationKind.NodeCpu]);
    }

    [Fact]
    public void Violation_ReadsAsASentence()
    {
        Assert.Equal("Duration: 17 at 12.345 s: expected 5 s, found 6 s", new Violation(ViolationKind.Duration, "17", 12_345, "5 s", "6 s").ToString());
        Assert.Equal("CostTotal: cost.total: expected 1, found 2", new Violation(ViolationKind.CostTotal, "cost.total", null, "1", "2").ToString());
    }
}
