using System.Text.Json.Nodes;
using Burst.Core.Policies;

namespace Burst.Manifests.Writing;

internal static class PriorityClassWriter
{
    public static JsonObject Write(PriorityClass subject)
    {
        var json = ObjectWriter.Begin(subject, "scheduling.k8s.io/v1");
        json["value"] = subject.Value;
        if (subject.GlobalDefault)
            json["globalDefault"] = true;
        json["preemptionPolicy"] = subject.PreemptionPolicy.ToString();
        if (subject.Description.Length > 0)
            json["description"] = subject.Description;
        return json;
    }
}
