using Burst.Simulation.Checker.Options;

namespace Burst.Simulation.Checker.Reporting;

/// <summary>Where the report says what. Nothing else in the checker knows its shape.</summary>
internal static class ReportKeys
{
    /// <summary>An array with one element per policy; the paths below are inside one of them.</summary>
    public const string Policies = "policies";
    public const string Policy = "policy";

    /// <summary>Stopped before the end of the trace.</summary>
    public const string Partial = "partial";

    public const string JobsInTrace = "$.trace.jobs";
    public const string BadRows = "$.trace.badRowsSkipped";
    public const string AllOnAciCost = "$.alternatives.allOnAci.cost";
    public const string AllOnAciLeftOut = "$.alternatives.allOnAci.jobsLeftOut";
    public const string NeverSpillCost = "$.alternatives.neverSpill.cost";
    public const string NeverSpillLeftOut = "$.alternatives.neverSpill.jobsLeftOut";

    public const string PeakCost = "$.alternatives.vmsForPeak.cost";
    public const string PeakLeftOut = "$.alternatives.vmsForPeak.jobsLeftOut";

    /// <summary>An array of the sizes that are needed.</summary>
    public const string PeakVms = "$.alternatives.vmsForPeak.vms";
    public const string PeakVmSize = "size";
    public const string PeakVmNodes = "nodes";

    public const string JobsRun = "jobs.run";
    public const string PodsRun = "jobs.pods";
    public const string Rejected = "jobs.rejected";
    public const string RejectedBy = "jobs.rejectedBy";
    public const string FirstSubmit = "span.firstSubmitSeconds";
    public const string LastEnd = "span.lastEndSeconds";
    public const string SpilledJobs = "spilled.jobs";
    public const string SpilledCoreSeconds = "spilled.coreSeconds";
    public const string WaitP50 = "wait.p50Seconds";
    public const string WaitP99 = "wait.p99Seconds";
    public const string WaitMax = "wait.maxSeconds";
    public const string Late = "pastAfter.jobs";
    public const string LateBy = "pastAfter.blockedBy";
    public const string PeakCores = "aci.coresPeak";
    public const string PeakGroups = "aci.groupsPeak";
    public const string CreatesPer5Min = "aci.createsPer5MinutesPeak";
    public const string Utilisation = "vm.utilisation";
    public const string VmCoreSeconds = "vm.coreSeconds";
    public const string CostTotal = "cost.total";
    public const string CostByTier = "cost.byTier";

    /// <summary>In each element of an array of counts by reason.</summary>
    public const string JobsOfReason = "jobs";

    /// <summary>What a path from the root begins with; others are inside the policy.</summary>
    public const string Root = "$.";

    public static string NameOf(SpillMode mode) => mode switch
    {
        SpillMode.Never => "never",
        SpillMode.Always => "always",
        SpillMode.Prefer => "prefer",
        _ => "overflow",
    };
}
