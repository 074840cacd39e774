using System.Text.Json.Nodes;
using Burst.Api.Json;

namespace Burst.Api.Exec;

/// <summary>How a command ended, as Kubernetes' <c>Status</c>: kubectl exits with the command's exit code.</summary>
internal static class ExitStatus
{
    /// <param name="exitCode">Null when it is not known; that is no failure.</param>
    public static byte[] Write(int? exitCode) => exitCode is null or 0 ? """{"metadata":{},"status":"Success"}"""u8.ToArray() : JsonBytes.Of(new JsonObject
    {
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = $"command terminated with non-zero exit code: exit status {exitCode}",
        ["reason"] = "NonZeroExitCode",
        ["details"] = new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["reason"] = "ExitCode", ["message"] = $"{exitCode}" }) },
    }).ToArray();
}
