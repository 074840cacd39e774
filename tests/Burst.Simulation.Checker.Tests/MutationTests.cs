using System.Text.Json.Nodes;
using Burst.Simulation.Checker.Tests.Schedules;
using static Burst.Simulation.Checker.Tests.Schedules.Planted;

namespace Burst.Simulation.Checker.Tests;

/// <summary>Faults planted one at a time in what is correct: each is found, and found as what it is.</summary>
public sealed class MutationTests
{
    private const decimal Pico = 0.000000000001m;

    private static readonly Mutation[] OfRows =
    [
        new("an end one millisecond late", () => Row(row => row.IsGroup, row => row with { EndMs = row.EndMs + 1 }), true, ViolationKind.Duration),
        new("a duration one millisecond short", () => Row(row => !row.IsGroup, row => row with { EndMs = row.EndMs - 1 }), true, ViolationKind.Duration),
        new("a start before the submit", () => FullNode().RowsOf("elsewhere", row => row.Shifted(-1001)), true, ViolationKind.StartTooEarly),
        new("a start one millisecond before the VM start delay", () => FullNode().RowsOf("elsewhere", row => row.Shifted(-1)), true, ViolationKind.StartTooEarly),
        new("a start before the ACI start delay", () => FullRate(10, 300_000).RowsOf("3", row => row.Shifted(-1)), true, ViolationKind.StartTooEarly, ViolationKind.SpillTooEarly),
        new("another submit than the trace's", () => Row(row => true, row => row with { SubmitMs = row.SubmitMs - 1 }), true, ViolationKind.Submit),
        new("a row dropped", () => Generated(schedule => schedule.Rows.Remove(Middle(schedule, row => schedule.Jobs.Find(job => job.Id == row.Job)!.Pods == 1))), true, ViolationKind.MissingJob, ViolationKind.ReportRejected),
        new("a row dropped, report as it was", () => Generated(schedule => schedule.Rows.Remove(Middle(schedule, row => schedule.Jobs.Find(job => job.Id == row.Job)!.Pods == 1 && row.IsGroup))), false, ViolationKind.MissingJob, ViolationKind.CostTotal),
        new("a row twice", () => { var schedule = Gang(); schedule.Place("x", 0, 1000, 1, 64, "vm-01", "vm", 60_000).Rows.Add(schedule.Rows[^1]); return schedule; }, true, ViolationKind.PodCount),
        new("a job that nobody submitted", () => FullNode().RowsOf("elsewhere", row => row with { Job = "ghost" }), false, ViolationKind.UnknownJob, ViolationKind.MissingJob),
        new("fewer millicores than asked", () => Row(row => !row.IsGroup, row => row with { CpuMillis = row.CpuMillis - 1 }), true, ViolationKind.Size),
        new("less memory than asked", () => Row(row => row.IsGroup, row => row with { MemoryMib = row.MemoryMib - 1 }), true, ViolationKind.Size),
        new("a wait that nobody reports", () => Row(row => !row.IsGroup && row.StartMs > 0, row => row.Shifted(10_000_000)), false, ViolationKind.ReportWait),
        new("a gang's pod one millisecond late", () => { var schedule = Gang(); schedule.Rows[3] = schedule.Rows[3].Shifted(1); return schedule; }, true, ViolationKind.GangStart),
        new("a gang's pod missing", () => { var schedule = Gang(); schedule.Rows.RemoveAt(2); return schedule; }, true, ViolationKind.PodCount),
        new("a gang's pod too many", () => { var schedule = Gang().With("--vm-size", "D4s_v5"); schedule.Rows.Add(schedule.Rows[0]); return schedule; }, true, ViolationKind.PodCount),
        new("a gang's pod smaller than the others", () => { var schedule = Gang(); schedule.Rows[0] = schedule.Rows[0] with { CpuMillis = 500 }; return schedule; }, true, ViolationKind.Size),
    ];

    private static readonly Mutation[] OfPlaces =
    [
        new("a node that is not there", () => Row(row => !row.IsGroup, row => row with { Node = "vm-03" }), false, ViolationKind.UnknownNode),
        new("a node numbered zero", () => FullNode().RowsOf("elsewhere", row => row with { Node = "vm-00" }), false, ViolationKind.UnknownNode),
        new("another virtual node", () => Row(row => row.IsGroup, row => row with { Node = "aci-2" }), false, ViolationKind.UnknownNode),
        new("a node on which there is no room", () => FullNode().RowsOf("elsewhere", row => row with { Node = "vm-01" }), true, ViolationKind.NodeCpu, ViolationKind.NodeMemory),
        new("two nodes swapped", () => FullNode().RowsOf("second", row => row with { Node = "vm-02" }).Place("big", 0, 5000, 2, 100, "vm-02", "vm", 102_000), true, ViolationKind.NodeCpu),
        new("one millisecond of overlap on a full node", () => FullNode().RowsOf("second", row => row.Shifted(-1)), true, ViolationKind.NodeCpu, ViolationKind.NodeMemory),
        new("the 111th pod on a node", () => TooManyPods(), false, ViolationKind.NodePods),
        new("one MiB over a node's memory", () => FullNode().Job("second", job => job with { MemoryMib = 4097 }, row => row with { MemoryMib = 4097 }), true, ViolationKind.NodeMemory),
        new("one core over a node", () => FullNode().Job("second", job => job with { Cpus = 2 }, row => row with { CpuMillis = 2000 }), true, ViolationKind.NodeCpu),
        new("a VM row in a group's tier", () => FullNode().RowsOf("elsewhere", row => row with { Tier = "aci" }), false, ViolationKind.Tier),
        new("a group's row in a VM tier", () => Row(row => row.IsGroup, row => row with { Tier = "vm" }), false, ViolationKind.Tier, ViolationKind.CostOfTier),
        new("a tier that was not asked for", () => Row(row => row.IsGroup && row.CpuMillis < 4000, row => row with { Tier = "aci-spot" }), true, ViolationKind.Tier),
        new("another VM tier than the nodes'", () => Row(row => !row.IsGroup, row => row with { Tier = "vm-reserved-1y" }), true, ViolationKind.Tier),
        new("a tier that does not exist", () => Row(row => !row.IsGroup, row => row with { Tier = "vm-spot" }), true, ViolationKind.Tier),
    ];

    private static readonly Mutation[] OfLimits =
    [
        new("a group of 32 cores", () => LargestGroups().Job("regular", job => job with { Cpus = 32 }, row => row with { CpuMillis = 32_000 }), true, ViolationKind.GroupSize),
        new("a group of 240.1 GB", () => LargestGroups().Job("regular", job => job with { MemoryMib = job.MemoryMib + 1 }, row => row with { MemoryMib = row.MemoryMib + 1 }), true, ViolationKind.GroupSize),
        new("a Spot group of 5 cores", () => LargestGroups().Job("spot", job => job with { Cpus = 5 }, row => row with { CpuMillis = 5000 }), true, ViolationKind.GroupSize),
        new("a Spot group of 16.1 GB", () => LargestGroups().Job("spot", job => job with { MemoryMib = job.MemoryMib + 1 }, row => row with { MemoryMib = row.MemoryMib + 1 }), true, ViolationKind.GroupSize),
        new("three cores over the quota for one second", () => FullQuota().RowsOf("next", row => row.Shifted(-1000)), true, ViolationKind.AciCores, ViolationKind.AciGroups),
        new("one core over the quota for one second", () => FullQuota().With("--aci-groups", "9").Job("next", job => job with { Cpus = 1 }, row => row.Shifted(-1000) with { CpuMillis = 1000 }), true, ViolationKind.AciCores),
        new("one group over the quota for a millisecond", () => FullQuota().With("--aci-cores", "99").RowsOf("next", row => row.Shifted(-1)), true, ViolationKind.AciGroups),
        new("the 101st create in 5 minutes", () => FullRate(100, 300_000).Job("100", job => job with { SubmitMs = job.SubmitMs - 1 }, row => row.Shifted(-1) with { SubmitMs = row.SubmitMs - 1 }), true, ViolationKind.CreatesPer5Min),
        new("the 301st create in an hour", () => FullRate(300, 3_600_000).Job("300", job => job with { SubmitMs = job.SubmitMs - 1 }, row => row.Shifted(-1) with { SubmitMs = row.SubmitMs - 1 }), true, ViolationKind.CreatesPerHour),
        new("a spill one millisecond early", () => FullQuota().RowsOf("one", row => row.Shifted(-1)), true, ViolationKind.SpillTooEarly),
        new("a spill under never", () => FullQuota().With("--policy", "never"), true, ViolationKind.SpillUnderNever),
        new("a VM under always", () => FullQuota().With("--policy", "always"), true, ViolationKind.VmUnderAlways),
    ];

    private static readonly Mutation[] OfReports =
    [
        new("a total one pico-dollar high", () => Figure("cost.total", usd => Usd(usd + Pico)), false, ViolationKind.CostTotal),
        new("a total one pico-dollar low", () => Figure("cost.total", usd => Usd(usd - Pico)), false, ViolationKind.CostTotal),
        new("the ACI line one pico-dollar high", () => Figure("cost.byTier.aci", usd => Usd(usd + Pico)), false, ViolationKind.CostOfTier),
        new("the VM line one pico-dollar low", () => Figure("cost.byTier.vm", usd => Usd(usd - Pico)), false, ViolationKind.CostOfTier),
        new("a cost for nothing", () => Generated(schedule => schedule.Report["policies"]![0]!["cost"]!["byTier"]!["aci-spot"] = "0.000000000001"), false, ViolationKind.CostOfTier),
        new("a group billed below the minimum of one core", () => Figure("cost.byTier.aci", usd => Usd(usd / 2)), false, ViolationKind.CostOfTier),
        new("no amount for a tier", () => Figure("cost.byTier.aci", _ => null), false, ViolationKind.CostOfTier),
        new("a wrong p50", () => Figure("wait.p50Seconds", seconds => seconds + 0.001m), false, ViolationKind.ReportWait),
        new("a wrong p99", () => Figure("wait.p99Seconds", seconds => seconds - 0.001m), false, ViolationKind.ReportWait),
        new("a wrong longest wait", () => Figure("wait.maxSeconds", seconds => seconds + 1), false, ViolationKind.ReportWait),
        new("one spilled job too many", () => Figure("spilled.jobs", jobs => jobs + 1), false, ViolationKind.ReportSpilled),
        new("spilled core-seconds off by a core for a millisecond", () => Figure("spilled.coreSeconds", seconds => seconds + 0.001m), false, ViolationKind.ReportSpilled),
        new("a wrong peak of cores", () => Figure("aci.coresPeak", cores => cores - 1), false, ViolationKind.ReportPeak),
        new("a wrong peak of groups", () => Figure("aci.groupsPeak", groups => groups - 1), false, ViolationKind.ReportPeak),
        new("a wrong rate of creates", () => Figure("aci.createsPer5MinutesPeak", creates => creates + 1), false, ViolationKind.ReportCreates),
        new("a utilisation rounded up", () => Figure("vm.utilisation", share => share + 0.0001m), false, ViolationKind.ReportUtilisation),
        new("a job too many in the report", () => Figure("jobs.run", jobs => jobs + 1), false, ViolationKind.ReportJobs),
        new("a pod too few in the report", () => Figure("jobs.pods", pods => pods - 1), false, ViolationKind.ReportJobs),
        new("a job too many in the trace", () => Root("trace.jobs", jobs => jobs + 1), false, ViolationKind.ReportJobs),
        new("a bad row that is not there", () => Root("trace.badRowsSkipped", rows => rows + 1), false, ViolationKind.ReportJobs),
        new("a first submit one millisecond early", () => Figure("span.firstSubmitSeconds", seconds => seconds - 0.001m), false, ViolationKind.ReportSpan),
        new("a last end one millisecond late", () => Figure("span.lastEndSeconds", seconds => seconds + 0.001m), false, ViolationKind.ReportSpan),
        new("VM core-seconds off by a core for a millisecond", () => Figure("vm.coreSeconds", seconds => seconds + 0.001m), false, ViolationKind.ReportUtilisation),
        new("a late job that nobody reports", () => Reported(FullQuota(), report => report["pastAfter"] = new JsonObject { ["jobs"] = 0, ["blockedBy"] = new JsonArray() }), false, ViolationKind.ReportLate),
        new("reasons that do not add up", () => Reported(FullQuota(), report => report["pastAfter"]!["blockedBy"]!.AsArray().RemoveAt(1)), false, ViolationKind.ReportLate),
        new("no reasons", () => Generated(schedule => schedule.Report["policies"]![0]!["jobs"]!.AsObject().Remove("rejectedBy")), false, ViolationKind.ReportMissing),
        new("everything on ACI, one pico-dollar high", () => Root("alternatives.allOnAci.cost", usd => Usd(usd + Pico)), false, ViolationKind.CostOfAlternative),
        new("everything on ACI but one job", () => Root("alternatives.allOnAci.jobsLeftOut", jobs => jobs + 1), false, ViolationKind.CostOfAlternative),
        new("a rejection that did not happen", () => Figure("jobs.rejected", jobs => jobs + 1), false, ViolationKind.ReportRejected),
        new("no p99", () => Figure("wait.p99Seconds", _ => JsonValue.Create("soon")), false, ViolationKind.ReportMissing),
    ];

    private static readonly Mutation[] OfMixes =
    [
        new("a pod on the smaller node of a mix", () => Mixed().RowsOf("four", row => row with { Node = "vm-01" }).RowsOf("two", row => row with { Node = "vm-02" }), true, ViolationKind.NodeCpu),
        new("a node beyond a mix", () => Mixed().RowsOf("two", row => row with { Node = "vm-03" }), false, ViolationKind.UnknownNode),
        new("a mix paid for as nodes of one size", () => Mixed().Reported().With("--vm-mix", "2xD2s_v5"), false, ViolationKind.CostTotal, ViolationKind.CostOfTier, ViolationKind.ReportUtilisation),
        new("a mix in another order", () => Mixed().Reported().With("--vm-mix", "1xD4s_v5,1xD2s_v5"), false, ViolationKind.NodeCpu),
        new("a node too few for the peak", () => Root("alternatives.vmsForPeak.vms.0.nodes", nodes => nodes - 1), false, ViolationKind.NodesForPeak),
        new("the peak on another size", () => Generated(schedule => schedule.Report["alternatives"]!["vmsForPeak"]!["vms"]![0]!["size"] = "D4s_v5"), false, ViolationKind.NodesForPeak),
        new("the peak one pico-dollar cheap", () => Root("alternatives.vmsForPeak.cost", usd => Usd(usd - Pico)), false, ViolationKind.CostOfAlternative),
        new("a job left out of the peak", () => Root("alternatives.vmsForPeak.jobsLeftOut", jobs => jobs + 1), false, ViolationKind.NodesForPeak),
        new("no nodes for the peak", () => Generated(schedule => schedule.Report["alternatives"]!["vmsForPeak"]!.AsObject().Remove("vms")), false, ViolationKind.ReportMissing),
    ];

    private static readonly Mutation[] OfTimelines =
    [
        new("a step missing", () => Generated(schedule => schedule.Timeline.RemoveAt(7)), false, ViolationKind.TimelineSteps),
        new("a step too many", () => Generated(schedule => schedule.Timeline.Add(schedule.Timeline[^1])), false, ViolationKind.TimelineSteps),
        new("two steps swapped", () => Generated(schedule => schedule.Timeline.Reverse(3, 2)), false, ViolationKind.TimelineSteps),
        new("a step that begins late", () => Step(0, seconds => seconds + 0.001m), false, ViolationKind.TimelineSteps),
        new("a longer step", () => Step(1, seconds => seconds + 1), false, ViolationKind.TimelineSteps),
        new("demand off by a thousandth of a core", () => Step(2, cores => cores + 0.001m), false, ViolationKind.TimelineCores),
        new("VM cores off by a thousandth", () => Step(3, cores => cores + 0.001m), false, ViolationKind.TimelineCores),
        new("ACI cores off by a thousandth", () => Step(4, cores => cores + 0.001m), false, ViolationKind.TimelineCores),
        new("a thousandth of a job that waits", () => Step(5, jobs => jobs + 0.001m), false, ViolationKind.TimelineWaiting),
        new("VM cost so far one pico-dollar high", () => Step(6, usd => usd + Pico), false, ViolationKind.TimelineCost),
        new("ACI cost so far one pico-dollar high", () => Step(7, usd => usd + Pico), false, ViolationKind.TimelineCost),
    ];

    private static readonly Dictionary<string, Mutation> All =
        OfRows.Concat(OfMixes).Concat(OfTimelines).Concat(OfPlaces).Concat(OfLimits).Concat(OfReports).ToDictionary(mutation => mutation.Name);

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Mutation_IsFound_AsWhatItIs(string name)
    {
        var mutation = All[name];
        var schedule = mutation.Make();
        if (schedule.Report is JsonObject { Count: 0 } && !mutation.RefreshReport)
            schedule.Reported();
        if (mutation.RefreshReport)
            schedule.Reported();

        var result = CheckedSchedule.Of(schedule);

        Assert.Equal("", result.Errors);
        Assert.Equal(1, result.ExitCode);
        if (mutation.RefreshReport)
            Assert.Equal(mutation.Kinds.Order(), result.Kinds.Order());
        else
            Assert.Superset(mutation.Kinds.ToHashSet(), result.Kinds.ToHashSet());
    }

    [Fact]
    public void Mutations_AreAtLeastThirty() => Assert.InRange(All.Count, 30, int.MaxValue);

    [Theory]
    [InlineData("full node")]
    [InlineData("full quota")]
    [InlineData("full rate of 5 minutes")]
    [InlineData("full rate of an hour")]
    [InlineData("largest groups")]
    [InlineData("gang")]
    [InlineData("mixed")]
    [InlineData("generated")]
    public void Unmutated_IsOk(string name)
    {
        var schedule = name switch
        {
            "full node" => FullNode(),
            "full quota" => FullQuota(),
            "full rate of 5 minutes" => FullRate(100, 300_000),
            "full rate of an hour" => FullRate(300, 3_600_000),
            "largest groups" => LargestGroups(),
            "gang" => Gang(),
            "mixed" => Mixed(),
            _ => Generated(),
        };

        var result = CheckedSchedule.Of(schedule.Reported());

        Assert.StartsWith("ok: ", result.Output, StringComparison.Ordinal);
    }
}
