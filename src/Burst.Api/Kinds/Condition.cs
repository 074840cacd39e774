using System.Text.Json.Nodes;
using Burst.Api.Json;

namespace Burst.Api.Kinds;

/// <summary>A Kubernetes status condition. <see cref="Status"/> null is Unknown.</summary>
internal sealed record Condition(string Type, bool? Status, DateTimeOffset? Since, string Reason = "", string Message = "")
{
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["type"] = Type, ["status"] = Status switch { true => "True", false => "False", null => "Unknown" } };
        if (Since is { } since)
            json["lastTransitionTime"] = since.Show();
        json.SetIfAny("reason", Reason);
        json.SetIfAny("message", Message);
        return json;
    }
}
