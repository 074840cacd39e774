using System.Numerics;
using System.Text.Json.Nodes;

namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>The nodes on which no job would wait, found the slow way: what is free on a node is counted again for every pod.</summary>
internal static class PeakWriter
{
    public static JsonObject Write(Schedule schedule)
    {
        var nodes = new List<(string Size, List<(JobRow Job, long EndMs)> Pods)>();
        var fit = schedule.Jobs.Where(job => schedule.Pools.Any(pool => Holds(pool.Size, job))).OrderBy(job => job.SubmitMs).ToList();
        foreach (var job in fit)
        {
            for (var pod = 0; pod < job.Pods; pod++)
                NodeFor(schedule, nodes, job).Add((job, EndMs(schedule, job)));
        }

        var millis = fit.Count == 0 ? 0 : fit.Max(job => EndMs(schedule, job)) - fit[0].SubmitMs;
        var tier = schedule.Options.GetValueOrDefault("--vm-tier", "vm");
        var units = nodes.Aggregate(BigInteger.Zero, (sum, node) => sum + ((BigInteger)Sizes.PicoPerHour(node.Size, tier) * millis * 1000));
        return new JsonObject
        {
            ["cost"] = ReportWriter.Usd(ReportWriter.RoundHalfUp(units)),
            ["jobsLeftOut"] = schedule.Jobs.Count - fit.Count,
            ["vms"] = new JsonArray([.. schedule.Pools.Select(pool => new JsonObject { ["size"] = pool.Size, ["nodes"] = nodes.Count(node => node.Size == pool.Size) })]),
        };
    }

    private static List<(JobRow Job, long EndMs)> NodeFor(Schedule schedule, List<(string Size, List<(JobRow Job, long EndMs)> Pods)> nodes, JobRow job)
    {
        var room = nodes.Where(node => job.Cpus * 1000 <= FreeCpu(node, job.SubmitMs) && job.MemoryMib <= FreeMib(node, job.SubmitMs)).ToList();
        if (room.Count > 0)
            return room.MinBy(node => FreeCpu(node, job.SubmitMs)).Pods;
        var holding = schedule.Pools.Where(pool => Holds(pool.Size, job)).ToList();
        var unused = holding.Where(pool => nodes.Count(node => node.Size == pool.Size) < pool.Nodes).ToList();
        nodes.Add(((unused.Count > 0 ? unused : holding)[0].Size, []));
        return nodes[^1].Pods;
    }

    private static long FreeCpu((string Size, List<(JobRow Job, long EndMs)> Pods) node, long now) =>
        Sizes.CpuMillis(node.Size) - node.Pods.Where(pod => pod.EndMs > now).Sum(pod => pod.Job.Cpus * 1000);

    private static long FreeMib((string Size, List<(JobRow Job, long EndMs)> Pods) node, long now) =>
        Sizes.MemoryMib(node.Size) - node.Pods.Where(pod => pod.EndMs > now).Sum(pod => pod.Job.MemoryMib);

    private static long EndMs(Schedule schedule, JobRow job) => job.SubmitMs + schedule.VmStartMs + job.DurationMs;

    private static bool Holds(string size, JobRow job) => job.Cpus * 1000 <= Sizes.CpuMillis(size) && job.MemoryMib <= Sizes.MemoryMib(size);
}
