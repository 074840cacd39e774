using System.Text.Json;
using System.Text.Json.Nodes;
using Burst.Api;

namespace Burst.Server.Hosting;

/// <summary>Answers given before a request reaches the handlers, in the same shape as theirs: a Kubernetes Status.</summary>
internal static class Refusals
{
    public static ApiResponse Of(int status, string message)
    {
        var body = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = message,
            ["reason"] = status switch { 401 => "Unauthorized", 403 => "Forbidden", 413 => "RequestEntityTooLarge", >= 400 and < 500 => "BadRequest", _ => "InternalError" },
            ["code"] = status,
        };
        return new ApiResponse { Status = status, Body = JsonSerializer.SerializeToUtf8Bytes(body) };
    }
}
