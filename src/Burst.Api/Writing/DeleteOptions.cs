using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Routing;

namespace Burst.Api.Writing;

/// <summary>What a DELETE may say in its query or body. Without a grace period a pod has its own; force is for nodes only.</summary>
internal sealed record DeleteOptions(bool IsDryRun, bool IsForced, TimeSpan? GracePeriod, Preconditions Preconditions)
{
    private static readonly TimeSpan GracePeriodMax = TimeSpan.FromDays(1);

    public static DeleteOptions Read(ApiCall call) => Read(call, ReadBody(call));

    /// <summary>Those inside of an eviction.</summary>
    public static DeleteOptions ReadEviction(ApiCall call)
    {
        var body = ReadBody(call);
        if (body.Text("kind") is not (null or "Eviction"))
            throw Refusal.BadRequest($"kind: \"{body.Text("kind")}\" is not accepted; Eviction is");
        return Read(call, body.Object("deleteOptions") ?? []);
    }

    private static JsonObject ReadBody(ApiCall call)
    {
        var type = MediaType.Of(call.Request);
        if (!call.Request.Body.IsEmpty && !MediaType.IsJson(type))
            throw Refusal.UnsupportedMediaType($"Content-Type {type} is not supported for delete options; {ApiResponse.JsonType} is");
        return call.Request.Body.IsEmpty ? [] : JsonBody.Read(call.Request.Body);
    }

    private static DeleteOptions Read(ApiCall call, JsonObject body)
    {
        var policy = body.Text("propagationPolicy") ?? call.Query("propagationPolicy");
        if (policy is not (null or "Background" or "Foreground") || body["orphanDependents"]?.ToString() == "true")
            throw Refusal.BadRequest($"propagationPolicy: \"{policy ?? "Orphan"}\" is not supported, because pods end with their owner; Background and Foreground are");
        return new DeleteOptions(
            call.IsDryRun || ReadDryRun(body["dryRun"]),
            call.Flag("force"),
            ReadGracePeriod(body["gracePeriodSeconds"]?.ToString() ?? call.Query("gracePeriodSeconds")),
            Preconditions.Read(body.Object("preconditions")));
    }

    private static bool ReadDryRun(JsonNode? node) => node switch
    {
        null or JsonArray { Count: 0 } => false,
        JsonArray values when values.All(value => value?.ToString() == "All") => true,
        _ => throw Refusal.BadRequest("dryRun: only [\"All\"] is accepted"),
    };

    private static TimeSpan? ReadGracePeriod(string? text)
    {
        if (text is null)
            return null;
        return long.TryParse(text, out var seconds) && seconds >= 0 && seconds <= GracePeriodMax.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw Refusal.BadRequest($"gracePeriodSeconds: \"{text}\" is not accepted; a whole number from 0 to {GracePeriodMax.TotalSeconds:0} is");
    }
}
