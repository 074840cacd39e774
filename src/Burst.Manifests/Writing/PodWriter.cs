using System.Text.Json.Nodes;
using Burst.Core.Pods;
using Burst.Manifests.Quantities;

namespace Burst.Manifests.Writing;

internal static class PodWriter
{
    public static JsonObject Write(Pod pod)
    {
        var json = ObjectWriter.Begin(pod, "v1");
        var spec = WriteSpec(pod.Spec);
        if (pod.Placement?.Node is { } node)
            spec["nodeName"] = node.Value;
        WritePriority(spec, pod);
        json["spec"] = spec;
        return json;
    }

    public static JsonObject WriteTemplate(PodTemplate template)
    {
        var metadata = new JsonObject();
        ObjectWriter.AddTexts(metadata, "labels", template.Labels);
        ObjectWriter.AddTexts(metadata, "annotations", template.Annotations);
        return new JsonObject { ["metadata"] = metadata, ["spec"] = WriteSpec(template.Spec) };
    }

    private static JsonObject WriteSpec(PodSpec spec)
    {
        var json = new JsonObject
        {
            ["containers"] = new JsonArray([.. spec.Containers.Select(ContainerWriter.Write)]),
            ["restartPolicy"] = spec.RestartPolicy.ToString(),
            ["terminationGracePeriodSeconds"] = ObjectWriter.Seconds(spec.TerminationGracePeriod),
        };
        if (spec.ActiveDeadline is { } deadline)
            json["activeDeadlineSeconds"] = ObjectWriter.Seconds(deadline);
        if (spec.NodeName is { } node)
            json["nodeName"] = node.Value;
        ObjectWriter.AddTexts(json, "nodeSelector", spec.NodeSelector);
        if (spec.Overhead is { } overhead)
            json["overhead"] = new JsonObject { ["cpu"] = Quantity.OfCpu(overhead.CpuMillis), ["memory"] = Quantity.OfMemory(overhead.MemoryMib) };
        if (spec.IsGated)
            json["schedulingGates"] = new JsonArray([.. spec.SchedulingGates.Select(name => new JsonObject { ["name"] = name })]);
        if (spec.Affinity is { } affinity)
            json["affinity"] = AffinityWriter.Write(affinity);
        if (!spec.TopologySpread.IsEmpty)
            json["topologySpreadConstraints"] = new JsonArray([.. spec.TopologySpread.Select(TopologySpreadWriter.Write)]);
        if (!spec.Tolerations.IsEmpty)
            json["tolerations"] = new JsonArray([.. spec.Tolerations.Select(WriteToleration)]);
        if (spec.PriorityClassName is { } priorityClass)
            json["priorityClassName"] = priorityClass;
        if (spec.Priority is { } priority)
            json["priority"] = priority;
        if (spec.PreemptionPolicy is { } preemption)
            json["preemptionPolicy"] = preemption.ToString();
        if (!spec.InitContainers.IsEmpty)
            json["initContainers"] = new JsonArray([.. spec.InitContainers.Select(ContainerWriter.Write)]);
        if (!spec.Volumes.IsEmpty)
            json["volumes"] = new JsonArray([.. spec.Volumes.Select(VolumeWriter.Write)]);
        if (!spec.ImagePullSecrets.IsEmpty)
            json["imagePullSecrets"] = new JsonArray([.. spec.ImagePullSecrets.Select(name => new JsonObject { ["name"] = name })]);
        if (spec.Security is { } security)
            json["securityContext"] = SecurityWriter.Write(security);
        if (!spec.HostAliases.IsEmpty)
            json["hostAliases"] = new JsonArray([.. spec.HostAliases.Select(alias => new JsonObject { ["ip"] = alias.Ip, ["hostnames"] = ObjectWriter.Texts(alias.HostNames) })]);
        if (spec.DnsConfig is { } dns)
            json["dnsConfig"] = WriteDns(dns);
        return json;
    }

    /// <summary>As it came to be, whatever was declared.</summary>
    private static void WritePriority(JsonObject spec, Pod pod)
    {
        if (pod.PriorityClassName is not { } name)
            return;
        spec["priorityClassName"] = name;
        spec["priority"] = pod.Priority;
        spec["preemptionPolicy"] = pod.PreemptionPolicy.ToString();
    }

    private static JsonObject WriteToleration(Toleration toleration)
    {
        var json = new JsonObject();
        if (toleration.Key.Length > 0)
            json["key"] = toleration.Key;
        json["operator"] = toleration.Value is null ? "Exists" : "Equal";
        if (toleration.Value is { Length: > 0 } value)
            json["value"] = value;
        if (toleration.Effect is { } effect)
            json["effect"] = effect;
        if (toleration.Seconds is { } seconds)
            json["tolerationSeconds"] = seconds;
        return json;
    }

    private static JsonObject WriteDns(DnsConfig dns)
    {
        var json = new JsonObject();
        if (!dns.NameServers.IsEmpty)
            json["nameservers"] = ObjectWriter.Texts(dns.NameServers);
        if (!dns.Searches.IsEmpty)
            json["searches"] = ObjectWriter.Texts(dns.Searches);
        if (!dns.Options.IsEmpty)
            json["options"] = new JsonArray([.. dns.Options.Select(WriteOption)]);
        return json;
    }

    private static JsonObject WriteOption(string option) => option.Split(':', 2) is [var name, var value]
        ? new JsonObject { ["name"] = name, ["value"] = value }
        : new JsonObject { ["name"] = option };
}
