using System.Text.Json.Nodes;
using Burst.Core.Workloads;

namespace Burst.Manifests.Writing;

internal static class DeploymentWriter
{
    public static JsonObject Write(Deployment deployment)
    {
        var json = ObjectWriter.Begin(deployment, "apps/v1");
        json["spec"] = new JsonObject
        {
            ["replicas"] = deployment.Replicas,
            ["selector"] = new JsonObject { ["matchLabels"] = ObjectWriter.Texts(deployment.Selector) },

            // What is done, whatever was asked for.
            ["strategy"] = new JsonObject { ["type"] = "Recreate" },
            ["template"] = PodWriter.WriteTemplate(deployment.Template),
        };
        return json;
    }
}
