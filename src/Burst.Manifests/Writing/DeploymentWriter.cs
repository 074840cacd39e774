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
            ["strategy"] = WriteStrategy(deployment.RollingUpdate),
            ["minReadySeconds"] = ObjectWriter.Seconds(deployment.MinReady),
            ["progressDeadlineSeconds"] = ObjectWriter.Seconds(deployment.ProgressDeadline),
            ["revisionHistoryLimit"] = deployment.RevisionsKept,
            ["template"] = PodWriter.WriteTemplate(deployment.Template),
        };
        return json;
    }

    private static JsonObject WriteStrategy(RollingUpdate? rolling) => rolling is null
        ? new JsonObject { ["type"] = "Recreate" }
        : new JsonObject
        {
            ["type"] = "RollingUpdate",
            ["rollingUpdate"] = new JsonObject { ["maxSurge"] = Write(rolling.MaxSurge), ["maxUnavailable"] = Write(rolling.MaxUnavailable) },
        };

    private static JsonNode Write(PodShare share) => share.IsPercent ? share.Value : share.Number;
}
