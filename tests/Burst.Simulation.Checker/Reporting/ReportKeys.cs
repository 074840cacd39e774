using Burst.Simulation.Checker.Options;

namespace Burst.Simulation.Checker.Reporting;

/// <summary>Where the report says what. Nothing else in the checker knows its shape.</summary>
internal static class ReportKeys
{
    /// <summary>An array with one element per policy; the paths below are inside one of them.</summary>
    public const string Policies = "policies";
    public const string Policy = "policy";

    /// <summary>At the root: stopped before the end of the trace.</summary>
    public const string Partial = "partial";

    public const string Jobs = "jobs.total";
    public const string Rejected = "jobs.rejected";
    public const string SpilledJobs = "spilled.jobs";
    public const string SpilledCoreSeconds = "spilled.coreSeconds";
    public const string WaitP50 = "wait.p50Seconds";
    public const string WaitP99 = "wait.p99Seconds";
    public const string WaitMax = "wait.maxSeconds";
    public const string PeakCores = "aci.peakCores";
    public const string PeakGroups = "aci.peakGroups";
    public const string CreatesPer5Min = "aci.createsPer5MinMax";
    public const string Utilisation = "vm.utilisation";
    public const string CostTotal = "cost.total";
    public const string CostByTier = "cost.byTier";

    public static string NameOf(SpillMode mode) => mode switch
    {
        SpillMode.Never => "never",
        SpillMode.Always => "always",
        _ => "overflow",
    };
}
