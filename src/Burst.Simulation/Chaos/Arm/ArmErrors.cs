using System.Text;
using System.Text.Json;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>The errors of ARM and of ACI, in their words.</summary>
internal static class ArmErrors
{
    private const string GroupType = "Microsoft.ContainerInstance/containerGroups";

    /// <summary>What a gateway on the way says, which is not JSON.</summary>
    public static readonly ArmAnswer BadGateway = new(502, Encoding.UTF8.GetBytes("<html><body>502 Bad Gateway</body></html>"));

    public static readonly ArmAnswer Internal = Of(500, "InternalServerError", "The server encountered an internal error. Please retry.");

    public static readonly ArmAnswer Expired = Of(401, "ExpiredAuthenticationToken", "The access token expiry time is earlier than current time.");

    public static ArmAnswer Unavailable(int? seconds) =>
        Of(503, "ServerTimeout", "The request timed out. Please retry.", seconds);

    public static ArmAnswer NotFound(string name, string resourceGroup) =>
        Of(404, "ResourceNotFound", $"The Resource '{GroupType}/{name}' under resource group '{resourceGroup}' was not found.");

    public static ArmAnswer ContainerNotFound(string group, string container) =>
        Of(404, "ContainerNotFound", $"The container '{container}' of container group '{group}' was not found.");

    public static ArmAnswer OperationNotFound(string id) =>
        Of(404, "OperationNotFound", $"The operation '{id}' was not found.");

    public static ArmAnswer ResourceGroupNotFound(string path) =>
        Of(404, "ResourceGroupNotFound", $"Nothing is at '{path}'.");

    public static ArmAnswer BadRequest(string code, string message) => Of(400, code, message);

    public static ArmAnswer MethodNotAllowed(string method) =>
        Of(405, "HttpMethodNotAllowed", $"The requested resource does not support http method '{method}'.");

    public static ArmAnswer Transitioning(string name) =>
        Of(409, "ContainerGroupTransitioning", $"The container group '{name}' is still transitioning, please retry later.");

    public static ArmAnswer NotUpdatable(string name) =>
        Of(400, "InvalidContainerGroupUpdate", $"The updates on container group '{name}' are invalid. If you are going to update the os type, "
            + "restart policy, network profile, CPU, memory or GPU resources for a container group, you must delete it first and then create a new one.");

    public static ArmAnswer Throttled(string action, int limit, TimeSpan interval, int? seconds) =>
        Of(429, "ResourceRequestsThrottled", $"Number of requests for action '{GroupType}/{action}' exceeded the limit of '{limit}' for time "
            + $"interval '{interval:c}'. Please try again after '{seconds ?? 30}' seconds.", seconds);

    public static ArmAnswer QuotaReached(string quota, string region, decimal limit, decimal usage, decimal requested) =>
        Of(400, "ContainerGroupQuotaReached", FormattableString.Invariant(
            $"Resource type '{GroupType}' container group quota '{quota}' exceeded in region '{region}'. ")
            + FormattableString.Invariant($"Limit: '{limit:0.##}', Usage: '{usage:0.##}' Requested: '{requested:0.##}'."));

    /// <param name="quoted">What it quotes of the request, as some messages do: they end up in front of people.</param>
    public static ArmAnswer NoCapacity(string region, GroupOrder spec, string quoted) =>
        Of(409, "ServiceUnavailable", $"{quoted} The requested resource is not available in the location '{region}' at this moment. Please retry with a "
            + "different resource request or in another location. "
            + FormattableString.Invariant($"Resource requested: '{spec.CpuMillis / 1000m}' CPU '{spec.MemoryDeciGb / 10m}' GB memory 'Linux' OS"));

    public static ArmAnswer Registry() =>
        Of(409, "RegistryErrorResponse", "An error response is received from the docker registry 'index.docker.io'. Please retry later.");

    public static ArmAnswer NoSpot(string region) =>
        Of(400, "SpotPriorityContainerGroupNotSupported", $"Spot container groups are not offered in the location '{region}'.");

    private static ArmAnswer Of(int status, string code, string message, int? retryAfterSeconds = null)
    {
        var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartObject("error"u8);
            json.WriteString("code"u8, code);
            json.WriteString("message"u8, message);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new ArmAnswer(status, body.ToArray(), retryAfterSeconds is { } seconds ? FormattableString.Invariant($"{seconds}") : null);
    }
}
