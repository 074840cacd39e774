using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>Every job that is not rejected is there once with all its pods, the pods of a gang together.</summary>
internal sealed class JobRules(Evidence evidence)
{
    private readonly JobTrace _trace = evidence.Trace;
    private readonly Audit _audit = evidence.Audit;

    public void Check()
    {
        var (pods, gangs) = CountPods();
        var absent = 0;
        for (var job = 0; job < _trace.Count; job++)
        {
            if (pods[job] == 0)
                absent += CheckAbsent(job);
            else if (!_audit.Holds(pods[job] == _trace.PodCount(job)))
                _audit.Add(ViolationKind.PodCount, _trace.Id(job), null, $"{_trace.PodCount(job)} pods", $"{pods[job]}");
        }

        foreach (var (job, rows) in gangs.OrderBy(entry => entry.Key))
            CheckGang(job, rows);
        CheckReport(pods.LongCount(count => count > 0), absent);
    }

    private void CheckReport(long run, long rejected)
    {
        ReportRules.Whole(evidence, ViolationKind.ReportJobs, ReportKeys.JobsInTrace, _trace.Count);
        ReportRules.Whole(evidence, ViolationKind.ReportJobs, ReportKeys.BadRows, _trace.BadRows);
        ReportRules.Whole(evidence, ViolationKind.ReportJobs, ReportKeys.JobsRun, run);
        ReportRules.Whole(evidence, ViolationKind.ReportJobs, ReportKeys.PodsRun, evidence.Placements.Count);
        ReportRules.Reasons(evidence, ViolationKind.ReportRejected, ReportKeys.RejectedBy, ReportKeys.Rejected);
        if (!evidence.Report.IsPartial)
            ReportRules.Whole(evidence, ViolationKind.ReportRejected, ReportKeys.Rejected, rejected);
    }

    private (int[] Pods, Dictionary<int, List<Placement>> Gangs) CountPods()
    {
        var (pods, gangs) = (new int[_trace.Count], new Dictionary<int, List<Placement>>());
        foreach (var placement in evidence.Placements)
        {
            if (placement.Job < 0)
                continue;
            pods[placement.Job]++;
            if (!_trace.IsGang(placement.Job))
                continue;
            if (!gangs.TryGetValue(placement.Job, out var rows))
                gangs[placement.Job] = rows = [];
            rows.Add(placement);
        }

        return (pods, gangs);
    }

    /// <summary>1 when it may well have been rejected, for no place could ever take it; else it is missing.</summary>
    private int CheckAbsent(int job)
    {
        if (evidence.Report.IsPartial || _audit.Holds(!Feasibility.CanEverRun(_trace.Pods(job), evidence.Options)))
            return 1;
        _audit.Add(ViolationKind.MissingJob, _trace.Id(job), _trace.Times(job).SubmitMs, $"{_trace.PodCount(job)} pods, for there are places that fit", "none");
        return 0;
    }

    private void CheckGang(int job, List<Placement> rows)
    {
        foreach (var row in rows)
        {
            if (!_audit.Holds(row.StartMs == rows[0].StartMs))
                _audit.Add(ViolationKind.GangStart, _trace.Id(job), row.StartMs, $"all pods at {Seconds.Text(rows[0].StartMs)}", Seconds.Text(row.StartMs));
        }

        var found = rows.Select(row => row.Size).Order();
        if (!_audit.Holds(rows.Count != _trace.PodCount(job) || found.SequenceEqual(_trace.Pods(job))))
            _audit.Add(ViolationKind.Size, _trace.Id(job), rows[0].StartMs, string.Join("; ", _trace.Pods(job).Take(5)), string.Join("; ", found.Take(5)));
    }
}
