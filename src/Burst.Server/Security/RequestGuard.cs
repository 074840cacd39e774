using System.Net;
using Microsoft.AspNetCore.Http;

namespace Burst.Server.Security;

/// <summary>
/// Stands before every request: the token, the Host header (against DNS rebinding) and the Origin header (against pages that call
/// a local server). There is no exception for loopback.
/// </summary>
public sealed class RequestGuard(AccessToken token, IPAddress listen)
{
    /// <summary>Null when the request may pass, else the status and the reason.</summary>
    public (int Status, string Message)? FindObjection(HttpRequest request)
    {
        if (!IsOwnHost(request.Host.Host))
            return (StatusCodes.Status421MisdirectedRequest, $"Host '{request.Host.Host}' is not this server; use {OwnNames()}.");
        if (request.Headers.Origin.Count > 0 && !IsOwnOrigin(request))
            return (StatusCodes.Status403Forbidden, $"Origin '{request.Headers.Origin}' may not call this server.");
        return token.Accepts(request.Headers.Authorization)
            ? null
            : (StatusCodes.Status401Unauthorized, "A bearer token is needed; it is in the kubeconfig in the server's state folder.");
    }

    private string OwnNames() =>
        IPAddress.IsLoopback(listen) || listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any) ? "localhost or 127.0.0.1" : $"{listen}, localhost or 127.0.0.1";

    private bool IsOwnHost(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address)
            && (address.Equals(listen) || IPAddress.IsLoopback(address) || listen.Equals(IPAddress.Any) || listen.Equals(IPAddress.IPv6Any)));

    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin.Count == 1
        && string.Equals(request.Headers.Origin[0], $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);
}
