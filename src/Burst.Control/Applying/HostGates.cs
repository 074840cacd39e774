using Burst.Control.Loop;
using Burst.Core.Ids;
using Burst.Scheduling.Planning;
using Microsoft.Extensions.Logging;

namespace Burst.Control.Applying;

/// <summary>The gates of all hosts, one each: what is held against a host goes with it when it leaves its node.</summary>
internal sealed partial class HostGates(HostRegistry hosts, WorkQueue queue, ControlLoopOptions options, ControlMetrics metrics, ILogger logger)
{
    private readonly Dictionary<NodeName, HostGate> gates = [];
    private long served;

    /// <summary>Hosts may share what their service allows: the one that was served last asks last.</summary>
    public IReadOnlyList<HostGate> InOrder => [.. gates.Values.OrderBy(gate => gate.ServedAt).ThenBy(gate => gate.Host.Node)];

    /// <summary>A node that left and joined again has another host, and what was held against the old one says nothing of it.</summary>
    public HostGate? Find(NodeName node)
    {
        var host = hosts.Find(node);
        if (gates.TryGetValue(node, out var gate) && gate.Host == host)
            return gate;
        if (gate is { Circuit.IsOpen: true })
            metrics.HostHeldBack(node.Value, false);
        gates.Remove(node);
        return host is null ? null : gates[node] = new HostGate(host, options);
    }

    public void Served(HostGate gate) => gate.ServedAt = ++served;

    /// <summary>When a gate has to be looked at again though nothing has come back from its host.</summary>
    public static IEnumerable<Wake> WakesOf(HostGate gate, DateTimeOffset now)
    {
        if (gate.NextRoom is { } room)
            yield return room;
        if (gate.FindTrouble(now) is { } trouble && trouble.Until > now)
            yield return new Wake(trouble.Until, new ObjectKey(ObjectKind.Node, "", trouble.Node.Value));
    }

    /// <summary>A call of this pod has ended; the first answer of a sick host, and the failure that makes one sick, are told.</summary>
    /// <param name="failure">Why the host did not answer; null when it did.</param>
    public void Settle(HostGate gate, PodUid pod, string? failure, DateTimeOffset now)
    {
        if (failure is null ? gate.Circuit.Answered() : gate.Circuit.Failed(pod, failure, now))
            Announce(gate);
    }

    /// <summary>By node.</summary>
    public IReadOnlyList<HostTrouble> FindTroubled(DateTimeOffset now) =>
        gates.Count == 0 ? [] : [.. gates.Values.Select(gate => gate.FindTrouble(now)).OfType<HostTrouble>().OrderBy(trouble => trouble.Node)];

    /// <summary>By node.</summary>
    public IReadOnlyList<HostLine> FindLines(DateTimeOffset now) =>
        gates.Count == 0 ? [] : [.. gates.Values.Select(gate => gate.FindLine(now)).OfType<HostLine>().OrderBy(line => line.Node)];

    private void Announce(HostGate gate)
    {
        var (node, isOpen) = (gate.Host.Node, gate.Circuit.IsOpen);
        if (gates.GetValueOrDefault(node) != gate)
            return;
        metrics.HostHeldBack(node.Value, isOpen);
        if (isOpen)
            LogSick(node, gate.Circuit.Reason);
        else
            LogWell(node);
        queue.EnqueueResult(new CircuitReport(node, isOpen, gate.Circuit.Reason));
    }

    [LoggerMessage(1104, LogLevel.Warning, "Calls to node {Node} are held back, since those for several pods in a row failed: {Reason}")]
    private partial void LogSick(NodeName node, string reason);

    [LoggerMessage(1105, LogLevel.Information, "Node {Node} answers calls again; they are no longer held back")]
    private partial void LogWell(NodeName node);
}
