using System.Text.Json;
using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Reading;

internal static class PodReader
{
    /// <summary>The pod, and whether it has run to its end: then it holds nothing any more.</summary>
    public static (Pod Pod, bool HasEnded) Read(JsonElement element)
    {
        var metadata = element.Field("metadata");
        var spec = element.Field("spec");
        var labels = metadata is { } named ? CaseReader.Labels(named) : Labels.None;
        var affinity = spec.Field("affinity");
        var hostNetwork = spec.Field("hostNetwork").IsTrue();
        var pod = new Pod
        {
            Name = metadata.Field("name").Text(),
            NominatedNodeName = element.Field("status").Field("nominatedNodeName").Text() is { Length: > 0 } nominated ? nominated : null,
            Priority = spec.Field("priority").Number() ?? 0,
            Preempts = spec.Field("preemptionPolicy").Text() != "Never",
            StartTime = element.Field("status").Field("startTime") is { } start ? start.GetDateTimeOffset() : null,
            Namespace = metadata.Field("namespace").Text() is { Length: > 0 } name ? name : "default",
            Labels = labels,
            NodeName = spec.Field("nodeName").Text() is { Length: > 0 } node ? node : null,
            IsTerminating = metadata.Field("deletionTimestamp") is not null,
            Gates = spec.Field("schedulingGates").List(gate => gate.Required("name")),
            Containers = spec.Field("containers").List(container => ReadContainer(container, hostNetwork)),
            InitContainers = spec.Field("initContainers").List(container => ReadContainer(container, hostNetwork)),
            Overhead = ResourceReader.Read(spec.Field("overhead")),
            NodeSelector = spec.Field("nodeSelector").Map(),
            NodeAffinity = Required(affinity.Field("nodeAffinity"))?.Field("nodeSelectorTerms").List(SelectorReader.ReadNodeTerm),
            PreferredNodes = Preferred(affinity.Field("nodeAffinity"), wish => SelectorReader.ReadNodeTerm(wish.Field("preference") ?? throw new FormatException("'preference' is missing."))),
            Tolerations = spec.Field("tolerations").List(ReadToleration),
            PodAffinity = Required(affinity.Field("podAffinity")).List(term => SelectorReader.ReadPodTerm(term, labels)),
            PodAntiAffinity = Required(affinity.Field("podAntiAffinity")).List(term => SelectorReader.ReadPodTerm(term, labels)),
            PreferredPods = Preferred(affinity.Field("podAffinity"), ReadTerm),
            AvoidedPods = Preferred(affinity.Field("podAntiAffinity"), ReadTerm),
            App = MarathonReader.ReadApp(metadata),
            Constraints = MarathonReader.Read(metadata),
            TopologySpread = [.. spec.Field("topologySpreadConstraints").List(entry => entry).Where(Forbids).Select(entry => SelectorReader.ReadSpread(entry, labels))],
            SpreadWishes = [.. spec.Field("topologySpreadConstraints").List(entry => entry).Where(entry => !Forbids(entry)).Select(entry => SelectorReader.ReadSpread(entry, labels))],
        };
        return (pod, element.Field("status").Field("phase").Text() is "Succeeded" or "Failed");

        PodAffinityTerm ReadTerm(JsonElement wish) =>
            SelectorReader.ReadPodTerm(wish.Field("podAffinityTerm") ?? throw new FormatException("'podAffinityTerm' is missing."), labels);
    }

    private static IReadOnlyList<Weighted<T>> Preferred<T>(JsonElement? affinity, Func<JsonElement, T> read) => affinity.Field("preferredDuringSchedulingIgnoredDuringExecution").List(
        wish => new Weighted<T>(wish.Field("weight").Number() is { } weight and >= 1 and <= 100 ? weight : throw new FormatException("'weight' of a preference is 1 to 100."), read(wish)));

    private static JsonElement? Required(JsonElement? affinity) => affinity.Field("requiredDuringSchedulingIgnoredDuringExecution");

    private static bool Forbids(JsonElement constraint) => constraint.Required("whenUnsatisfiable") switch
    {
        "DoNotSchedule" => true,
        "ScheduleAnyway" => false,
        var unknown => throw new FormatException($"whenUnsatisfiable '{unknown}' is unknown."),
    };

    private static Toleration ReadToleration(JsonElement element) => new(
        element.Field("key").Text(), element.Field("operator").Text(), element.Field("value").Text(), element.Field("effect").Text());

    /// <summary>On the host's network a container's port is the host's.</summary>
    private static Container ReadContainer(JsonElement element, bool hostNetwork)
    {
        var ports = element.Field("ports").List(port => new HostPort(
            port.Field("hostIP").Text() is { Length: > 0 } address ? address : "0.0.0.0",
            port.Field("protocol").Text() is { Length: > 0 } protocol ? protocol : "TCP",
            port.Field("hostPort").Number() ?? (hostNetwork ? port.Field("containerPort").Number() : null) ?? 0));
        return new Container(
            ResourceReader.ReadRequests(element.Field("resources")),
            [.. ports.Where(port => port.Port > 0)],
            element.Field("restartPolicy").Text() == "Always");
    }
}
