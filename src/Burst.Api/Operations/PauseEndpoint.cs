using System.Text.Json;
using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Json;
using Burst.Api.Routing;
using Burst.Api.Writing;
using Burst.Control.Loop;
using Burst.Core.State;
using Burst.Core.Storage;

namespace Burst.Api.Operations;

/// <summary><c>/apis/burst.dev/v1/pause</c>: the emergency brake. While it is on nothing new is created; what runs goes on.</summary>
internal sealed class PauseEndpoint(ControlLoop loop, TimeProvider time)
{
    private const int ReasonLengthMax = 1000;
    private const string Path = "/apis/burst.dev/v1/pause";

    /// <summary>Who releases the brake after a restore has seen what runs: what the state does not know is ended from then on.</summary>
    private static readonly Change[] EndRestore = [new Change.PutSetting(ClusterSettings.RestoredAt, null)];

    public IEnumerable<Route> Routes()
    {
        yield return new Route("GET", Path, GetAsync);
        yield return new Route("PUT", Path, PutAsync);
    }

    /// <summary>Whether the brake is on and, if so, who pulled it, when and why.</summary>
    public static JsonObject Describe(ClusterState state)
    {
        var body = new JsonObject { ["paused"] = state.IsPaused };
        if (state.IsPaused && state.FindSetting(ClusterSettings.PausedReason) is { } recorded)
            MergePatch.Apply(body, ReadRecord(recorded));
        return body;
    }

    private async Task<ApiResponse> GetAsync(ApiCall call) =>
        ApiResponse.Json(200, await loop.ReadAsync(Describe).WaitAsync(call.CancellationToken).ConfigureAwait(false));

    private async Task<ApiResponse> PutAsync(ApiCall call)
    {
        var body = JsonBody.Read(call.Request.Body);
        if (body["paused"] is not JsonValue flag || !flag.TryGetValue(out bool isPaused))
            throw Refusal.BadRequest("paused: must be true or false, as in {\"paused\": true, \"reason\": \"why\"}");
        var reason = body.Text("reason") ?? "";
        if (reason.Length > ReasonLengthMax)
            throw Refusal.BadRequest($"reason: has {reason.Length} characters; at most {ReasonLengthMax} are accepted");
        if (call.IsDryRun)
        {
            var wouldBe = new JsonObject { ["paused"] = isPaused };
            if (isPaused)
                MergePatch.Apply(wouldBe, Record(call, reason, time.GetUtcNow()));
            return ApiResponse.Json(200, wouldBe);
        }

        return await loop.MutateAsync(
            (_, now) => new StateCommit
            {
                Changes =
                [
                    new Change.PutSetting(ClusterSettings.Paused, isPaused ? "true" : null),
                    new Change.PutSetting(ClusterSettings.PausedReason, isPaused ? Record(call, reason, now).ToJsonString() : null),
                    .. isPaused ? [] : EndRestore,
                ],
                Audit = [AuditTrail.Entry(call.Request, now, 200)],
            },
            state => ApiResponse.Json(200, Describe(state))).ConfigureAwait(false);
    }

    private static JsonObject Record(ApiCall call, string reason, DateTimeOffset now) =>
        new() { ["reason"] = reason, ["by"] = call.Request.User, ["at"] = now.ShowExact() };

    /// <summary>Another writer may have left plain text.</summary>
    private static JsonObject ReadRecord(string recorded)
    {
        try
        {
            return JsonNode.Parse(recorded) as JsonObject ?? new JsonObject { ["reason"] = recorded };
        }
        catch (JsonException)
        {
            return new JsonObject { ["reason"] = recorded };
        }
    }
}
