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
            [Pod("spilled", Tier.Aci, 100, 160, waited: 80), Pod("open", Tier.Vm, 150, null, waited: 1), Pod("void", Tier.Vm, 10, 10, waited: null)],
            TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20));

        Assert.Equal(["default/spilled 40000+40000", "default/open 150000+9000"], trace.Jobs.Select(job => $"{job.Id} {job.SubmitMs}+{job.DurationMs}"));
    }

    [Fact]
    public void PodShorterThanTheAssumedStart_HasRunAllTheSame() => Assert.Equal(
        ["default/short 98000+2000"],
        LedgerTrace.Of([Pod("short", Tier.Aci, 100, 104, waited: 4)], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20)).Jobs.Select(job => $"{job.Id} {job.SubmitMs}+{job.DurationMs}"));

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
