using System.Text.Json;
using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Reading;

/// <summary>The exchange format: a cluster in Kubernetes' own shapes. Fields that no rule looks at are passed over.</summary>
internal static class CaseReader
{
    /// <exception cref="FormatException">A field is missing, has a value that means nothing, or names a namespace that is not listed.</exception>
    public static SchedulingCase Read(JsonElement root)
    {
        var pods = root.Field("pods").List(PodReader.Read);
        var scheduling = new SchedulingCase
        {
            Namespaces = root.Field("namespaces").List(Metadata).ToDictionary(metadata => metadata.Required("name"), Labels),
            Nodes = root.Field("nodes").List(ReadNode),
            Pods = [.. pods.Where(pod => pod.HasEnded is false).Select(pod => pod.Pod)],
            Pod = PodReader.Read(root.Field("pod") ?? throw new FormatException("'pod' is missing: the case has no incoming pod.")).Pod,
            Budgets = root.Field("disruptionBudgets").List(ReadBudget),
        };
        var unknown = scheduling.Pods.Append(scheduling.Pod).FirstOrDefault(pod => !scheduling.Namespaces.ContainsKey(pod.Namespace));
        return unknown is null ? scheduling : throw new FormatException($"Namespace '{unknown.Namespace}' of a pod is not listed.");
    }

    public static Labels Labels(JsonElement metadata) => new(metadata.Field("labels").Map());

    private static DisruptionBudget ReadBudget(JsonElement element) => new(
        Metadata(element).Required("namespace"), element.Field("spec").Field("selector").Field("matchLabels").Map(),
        element.Field("status").Field("disruptionsAllowed").Number() ?? 0);

    private static JsonElement Metadata(JsonElement element) => element.Field("metadata") ?? throw new FormatException("'metadata' is missing.");

    private static Node ReadNode(JsonElement element)
    {
        var metadata = Metadata(element);
        var spec = element.Field("spec");
        var taints = spec.Field("taints").List(taint => new Taint(taint.Required("key"), taint.Field("value").Text(), taint.Required("effect")));
        var allocatable = ResourceReader.Read(element.Field("status").Field("allocatable"));
        return new Node(metadata.Required("name"), Labels(metadata), taints, spec.Field("unschedulable").IsTrue(), allocatable);
    }
}
