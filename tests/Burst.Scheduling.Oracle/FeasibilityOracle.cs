using System.Text.Json;
using Burst.Scheduling.Oracle.Model;
using Burst.Scheduling.Oracle.Reading;
using Burst.Scheduling.Oracle.Rules;

namespace Burst.Scheduling.Oracle;

/// <summary>
/// Which nodes may take a pod by the rules of Kubernetes and of Marathon, and how well each does by Kubernetes' scores, found by looking at every node and every pod anew for every rule: slow, and
/// short enough to be compared with the specification line by line.
/// </summary>
public static class FeasibilityOracle
{
    /// <param name="json">A case in the exchange format (README.md).</param>
    /// <exception cref="FormatException">The text is no case; the message names the place.</exception>
    public static Verdict Judge(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Judge(CaseReader.Read(document.RootElement));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    internal static Verdict Judge(SchedulingCase scheduling)
    {
        var pod = scheduling.Pod;
        var gates = pod.Gates.Count > 0 ? Refusals.SchedulingGates : Refusals.None;
        var verdict = new Verdict(gates, [.. scheduling.Nodes.Select(node => new NodeVerdict(node.Name, Judge(scheduling, pod, node)))]);
        var feasible = verdict.FeasibleNodes.ToHashSet(StringComparer.Ordinal);
        return verdict with { Scores = NodeScore.Of(scheduling, [.. scheduling.Nodes.Where(node => feasible.Contains(node.Name))]) };
    }

    private static Refusals Judge(SchedulingCase scheduling, Pod pod, Node node) =>
        ResourceFit.Judge(scheduling, pod, node)
        | HostPorts.Judge(scheduling, pod, node)
        | NodeSelection.Judge(pod, node)
        | Taints.Judge(pod, node)
        | PodAffinity.Judge(scheduling, pod, node)
        | TopologySpread.Judge(scheduling, pod, node)
        | Marathon.Judge(scheduling, pod, node);
}
