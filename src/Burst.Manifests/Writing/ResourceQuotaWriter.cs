using System.Text.Json.Nodes;
using Burst.Core.Policies;

namespace Burst.Manifests.Writing;

internal static class ResourceQuotaWriter
{
    public static JsonObject Write(ResourceQuota quota)
    {
        var json = ObjectWriter.Begin(quota, "v1");
        var hard = new JsonObject();
        foreach (var (name, amount) in quota.Hard)
            hard[name] = QuotaDemand.Show(name, amount);
        json["spec"] = new JsonObject { ["hard"] = hard };
        return json;
    }
}
