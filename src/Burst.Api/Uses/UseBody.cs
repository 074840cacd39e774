using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Core.Hosts;
using Burst.Core.Nodes;
using Burst.Core.Pods;

namespace Burst.Api.Uses;

/// <summary>What is used, in the words of Kubernetes' resource metrics.</summary>
internal static class UseBody
{
    private const string Version = "metrics.k8s.io/v1beta1";

    public static JsonObject Of(Pod pod, PodUse use)
    {
        var json = Begin("PodMetrics", pod.Metadata.Name, pod.Metadata.Namespace, use.At, use.Window);
        json["containers"] = use.Containers.Select(container => new JsonObject { ["name"] = container.Name, ["usage"] = Usage(container.CpuMicros, container.MemoryBytes) }).ToJsonArray();
        return json;
    }

    /// <summary>What its pods use together; what else its machine does is not measured.</summary>
    public static JsonObject Of(Node node, IReadOnlyList<PodUse> uses, DateTimeOffset now)
    {
        var containers = uses.SelectMany(use => use.Containers).ToList();
        var json = Begin(
            "NodeMetrics", node.Metadata.Name, "", uses.Count == 0 ? now : uses.Max(use => use.At), uses.Count == 0 ? TimeSpan.FromSeconds(1) : uses.Max(use => use.Window));
        json["usage"] = Usage(containers.Sum(container => container.CpuMicros), containers.Sum(container => container.MemoryBytes));
        return json;
    }

    private static JsonObject Begin(string kind, string name, string inNamespace, DateTimeOffset at, TimeSpan window)
    {
        var metadata = new JsonObject { ["name"] = name };
        metadata.SetIfAny("namespace", inNamespace);
        metadata["creationTimestamp"] = at.Show();
        return new JsonObject
        {
            ["kind"] = kind,
            ["apiVersion"] = Version,
            ["metadata"] = metadata,
            ["timestamp"] = at.Show(),
            ["window"] = string.Create(CultureInfo.InvariantCulture, $"{window.TotalSeconds:0.###}s"),
        };
    }

    private static JsonObject Usage(long cpuMicros, long memoryBytes) => new() { ["cpu"] = $"{cpuMicros}u", ["memory"] = $"{(memoryBytes + 1023) / 1024}Ki" };
}
