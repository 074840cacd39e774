using System.Text.Json.Nodes;
using Burst.Core.Nodes;

namespace Burst.Manifests.Writing;

internal static class NodeWriter
{
    public static JsonObject Write(Node node)
    {
        var json = ObjectWriter.Begin(node, "v1");
        json["spec"] = node.IsCordoned ? new JsonObject { ["unschedulable"] = true } : new JsonObject();
        return json;
    }
}
