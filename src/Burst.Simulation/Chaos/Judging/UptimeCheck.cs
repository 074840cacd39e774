using Burst.Core.Ledger;
using Burst.Core.Nodes;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// Machines are paid for whether or not they answer: each is on the books from when it joined until now, once, as what it is. In the
/// simulated worlds they are there from the beginning and stay.
/// </summary>
internal sealed class UptimeCheck(JudgedWorld world, ViolationLog violations)
{
    public void Judge(IReadOnlyList<UsageRecord> ledger)
    {
        var byNode = ledger.Where(record => record.Kind == UsageKind.VmNode).ToLookup(record => record.Node);
        foreach (var node in world.Nodes.Where(node => node.NodeKind == NodeKind.Vm))
            JudgeNode(node, [.. byNode[node.Name].OrderBy(record => record.StartedAt)]);
        foreach (var record in byNode.SelectMany(records => records).Where(record => world.FindNode(record.Node) is not { NodeKind: NodeKind.Vm }))
            violations.Add(Promises.Invoice, record.Node.Value, $"booked from {record.StartedAt:O}, and there is no such machine");
    }

    private void JudgeNode(Node node, UsageRecord[] records)
    {
        if (records.Length == 0)
        {
            violations.Add(Promises.Invoice, node.Name.Value, "runs, and is not in the ledger");
            return;
        }

        foreach (var record in records)
            JudgeSize(node, record);
        JudgeStart(records[0]);
        for (var i = 1; i < records.Length; i++)
            JudgeNext(records[i - 1], records[i]);
        if (records[^1].EndedAt is { } ended)
            violations.Add(Promises.Invoice, node.Name.Value, $"ends at {ended:O}, and the machine runs");
    }

    private void JudgeSize(Node node, UsageRecord record)
    {
        if (record.Tier != node.Tiers[0] || record.VmSize != node.Size || record.Requested != node.Capacity || record.Region != node.Region)
            violations.Add(Promises.Invoice, node.Name.Value, $"booked as {record.Tier} {record.VmSize} {record.Requested} in {record.Region}, is {node.Tiers[0]} {node.Size} {node.Capacity} in {node.Region}");
    }

    /// <summary>Since the first start of a control plane that could write it down; by a clock that may have been set by then.</summary>
    private void JudgeStart(UsageRecord first)
    {
        var couldJoin = world.Faults.QuietFrom(FaultGroups.StopsSteps, world.Loop.Start, world.Limits.JoinsWithin) + world.Limits.JoinsWithin;
        var wasSet = world.Faults.WasAbout(FaultGroups.MovesClock, DateTimeOffset.MinValue, couldJoin);
        var latest = couldJoin + (wasSet ? world.Limits.ClockErrorMax : TimeSpan.Zero);
        var earliest = world.Loop.Start - (wasSet ? world.Limits.ClockErrorMax : TimeSpan.Zero);
        if (first.StartedAt > latest || first.StartedAt < earliest)
            violations.Add(Promises.Invoice, first.Node.Value, $"begins at {first.StartedAt:O}, and the machine ran from {world.Loop.Start:O}, booked by {latest:O} at the latest");
    }

    private void JudgeNext(UsageRecord before, UsageRecord next)
    {
        if (before.EndedAt is not { } ended || (next.StartedAt - ended).Duration() > world.Limits.Exact)
            violations.Add(Promises.OnceOnly, next.Node.Value, $"booked from {next.StartedAt:O}, and before until {before.EndedAt:O}");
    }
}
