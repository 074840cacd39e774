using System.Text.Json.Nodes;
using Burst.Api.Json;

namespace Burst.Api.Errors;

/// <summary>Kubernetes' <c>Status</c> object.</summary>
internal static class StatusBody
{
    public static ApiResponse Failure(ApiException exception)
    {
        var status = Create("Failure", exception.Status);
        status["message"] = exception.Message;
        status["reason"] = exception.Reason;
        if (Details(exception) is { Count: > 0 } details)
            status["details"] = details;
        var response = ApiResponse.Json(exception.Status, status);
        return exception.RetryAfter is { } wait
            ? response with { Headers = response.Headers.Add("Retry-After", $"{Math.Ceiling(wait.TotalSeconds):0}") }
            : response;
    }

    public static JsonObject Success(string name, string kind, string uid)
    {
        var status = Create("Success", 200);
        status["details"] = new JsonObject { ["name"] = name, ["kind"] = kind, ["uid"] = uid };
        return status;
    }

    /// <summary>The answer to what was asked of an object and is under way.</summary>
    public static ApiResponse Created(string name, string kind, string uid)
    {
        var status = Success(name, kind, uid);
        status["code"] = 201;
        return ApiResponse.Json(201, status);
    }

    private static JsonObject Create(string outcome, int code) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = outcome,
        ["code"] = code,
    };

    private static JsonObject Details(ApiException exception)
    {
        var details = new JsonObject();
        if (exception.Subject is { } subject)
        {
            details["name"] = subject.Name;
            details["kind"] = subject.Kind;
        }

        if (exception.RetryAfter is { } wait)
            details["retryAfterSeconds"] = (int)Math.Ceiling(wait.TotalSeconds);
        if (!exception.Causes.IsEmpty)
            details["causes"] = exception.Causes.Select(ToJson).ToJsonArray();
        return details;
    }

    private static JsonObject ToJson(StatusCause cause)
    {
        var json = new JsonObject { ["reason"] = cause.Reason, ["message"] = cause.Message };
        json.SetIfAny("field", cause.Field);
        return json;
    }
}
