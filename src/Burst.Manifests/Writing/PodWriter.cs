using System.Text.Json.Nodes;
using Burst.Core.Pods;

namespace Burst.Manifests.Writing;

internal static class PodWriter
{
    public static JsonObject Write(Pod pod)
    {
        var json = ObjectWriter.Begin(pod, "v1");
        var spec = WriteSpec(pod.Spec);
        if (pod.Placement is { } placement)
            spec["nodeName"] = placement.Node.Value;
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
        ObjectWriter.AddTexts(json, "nodeSelector", spec.NodeSelector);
        return json;
    }
}
