using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Tests.Traces;

public class LedgerTraceTests
{
    [Fact]
    public void Ledger_GivesAJobForEveryPod_WithItsWaitTakenBack()
    {
        var trace = LedgerTrace.Of(
            new UsageLedger([Pod("spilled", Tier.Aci, 100, 160, waited: 80), Pod("open", Tier.Vm, 150, null, waited: 1), Pod("void", Tier.Vm, 10, 10, waited: null)], []),
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));

        Assert.Equal(["default/spilled 40000+40000", "default/open 150000+9000"], trace.Jobs.Select(job => $"{job.Id} {job.SubmitMs}+{job.DurationMs}"));
    }

    [Fact]
    public void GroupThatNoPodClaimed_IsNobodysJob()
    {
        var stray = Pod("late", Tier.Aci, 100, 160, waited: null) with { Id = "stray/0f8fad5b-d9cb-469f-a165-70867728950e/100000" };

        Assert.Single(LedgerTrace.Of(new UsageLedger([stray, Pod("own", Tier.Aci, 200, 260, waited: 0)], []), TimeSpan.Zero, TimeSpan.Zero).Jobs);
    }

    [Fact]
    public void PodShorterThanTheAssumedStart_HasRunAllTheSame() => Assert.Equal(
        ["default/short 98000+2000"],
        LedgerTrace.Of(new UsageLedger([Pod("short", Tier.Aci, 100, 104, waited: 4)], []), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20)).Jobs.Select(job => $"{job.Id} {job.SubmitMs}+{job.DurationMs}"));

    [Fact]
    public void LedgerOfSumsAlone_IsRefused_AndOneOfBothSaysUntilWhenItHasSums()
    {
        var summation = new UsageSummation(new UsagePeriods(TimeSpan.FromDays(1)), DateTimeOffset.UnixEpoch);
        summation.Add(Pod("old", Tier.Aci, 100, 104, waited: 4), []);
        var sums = summation.Sums.ToList();

        var refused = Assert.Throws<TraceRowException>(() => LedgerTrace.Of(new UsageLedger([], sums), TimeSpan.Zero, TimeSpan.Zero));

        Assert.Contains("all usage, until 1970-01-02 00:00 UTC, is kept as sums per day, which cannot be replayed", refused.Message);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(1), LedgerTrace.SumsUntil(new UsageLedger([Pod("new", Tier.Aci, 200_000, 200_004, waited: 4)], sums)));
    }

    private static UsageRecord Pod(string name, Tier tier, int from, int? to, int? waited) => new()
    {
        Id = name,
        Kind = tier.IsVm ? UsageKind.PodOnVm : UsageKind.ContainerGroup,
        Node = NodeName.Parse("node"),
        Tier = tier,
        Region = "eastus",
        Namespace = "default",
        PodName = name,
        Requested = new Resources(1000, 1024),
        Rates = UsageRates.None,
        StartedAt = DateTimeOffset.UnixEpoch.AddSeconds(from),
        EndedAt = to is { } end ? DateTimeOffset.UnixEpoch.AddSeconds(end) : null,
        Waited = waited is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };
}
