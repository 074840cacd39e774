using System.Diagnostics.Metrics;
using Burst.Scheduling.Planning;

namespace Burst.Control;

/// <summary>The loop's instruments, behind verbs. Names are stable.</summary>
public sealed class ControlMetrics : IDisposable
{
    public const string MeterName = "Burst.Control";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> steps;
    private readonly Counter<long> placements;
    private readonly Counter<long> hostCalls;
    private readonly Counter<long> orphans;
    private readonly Counter<long> circuits;

    public ControlMetrics()
    {
        steps = meter.CreateCounter<long>("burst_steps_total", description: "Steps of the control loop.");
        placements = meter.CreateCounter<long>("burst_placements_total", description: "Pods placed, by tier.");
        hostCalls = meter.CreateCounter<long>("burst_host_calls_total", description: "Calls to pod hosts, by node, call and outcome.");
        orphans = meter.CreateCounter<long>("burst_orphans_deleted_total", description: "Pods found on a host that no intent claims.");
        circuits = meter.CreateCounter<long>("burst_host_circuit_changes_total", description: "Times calls to a host were held back (open) or let through again (closed).");
    }

    public void Dispose() => meter.Dispose();

    internal void StepDone(Plan plan)
    {
        steps.Add(1);
        foreach (var decision in plan.Decisions)
        {
            if (decision.Tier is { } tier)
                placements.Add(1, new KeyValuePair<string, object?>("tier", tier.Value));
        }
    }

    internal void HostCalled(string node, string call, string outcome) => hostCalls.Add(
        1,
        new KeyValuePair<string, object?>("node", node),
        new KeyValuePair<string, object?>("call", call),
        new KeyValuePair<string, object?>("outcome", outcome));

    internal void HostHeldBack(string node, bool isHeldBack) => circuits.Add(
        1, new KeyValuePair<string, object?>("node", node), new KeyValuePair<string, object?>("state", isHeldBack ? "open" : "closed"));

    internal void OrphanDeleted() => orphans.Add(1);
}
