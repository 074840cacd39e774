using System.Globalization;
using System.Net;
using Burst.Emulator.Arm;
using Burst.Emulator.Exec;
using Burst.Emulator.Faults;
using Microsoft.AspNetCore.Http;

namespace Burst.Emulator.Hosting;

/// <summary>Carries requests from the web server to the router and answers back, with the headers that ARM puts on everything.</summary>
internal sealed class ArmHttp(FaultGate gate, ExecSocket sockets, TimeProvider time, CancellationToken stopping)
{
    public const int BodyBytesMax = 4 * 1024 * 1024;

    // Under the server's token, not the connection's: a client that hangs up has sent its request all the same.
    public async Task HandleAsync(HttpContext context)
    {
        if (ExecSocket.IsSession(context, out var session))
        {
            await sockets.HandleAsync(context, session).ConfigureAwait(false);
            return;
        }

        var (request, error) = await ReadAsync(context).ConfigureAwait(false);
        var response = request is null ? ArmResponse.From(error!) : await gate.HandleAsync(request, stopping).ConfigureAwait(false);
        if (response is null)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = response.Status;
        WriteHeaders(context, response);
        if (response.Body.IsEmpty)
            return;
        context.Response.ContentType = response.ContentType;
        context.Response.ContentLength = response.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(response.Body, context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task<(ArmRequest? Request, ArmError? Error)> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            return (null, new(e.StatusCode, "RequestRefused", e.Message));
        }

        var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in context.Request.Query)
            query.TryAdd(name, values[0] ?? "");
        return (new()
        {
            Method = context.Request.Method.ToUpperInvariant(),
            BaseUri = $"{context.Request.Scheme}://{context.Request.Host}",
            Path = context.Request.Path.Value ?? "/",
            Query = query,
            BearerToken = Bearer(context.Request.Headers.Authorization.ToString()),
            Headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
            IsLocal = context.Connection.RemoteIpAddress is { } client && IPAddress.IsLoopback(client.IsIPv4MappedToIPv6 ? client.MapToIPv4() : client),
        }, null);
    }

    private static string? Bearer(string header) =>
        header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;

    private void WriteHeaders(HttpContext context, ArmResponse response)
    {
        var headers = context.Response.Headers;
        var correlation = Guid.TryParse(context.Request.Headers["x-ms-correlation-request-id"], out var given) ? given : RandomIds.Next();
        // By the clock that the meter runs by, and not by the web server's.
        headers.Date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        headers.CacheControl = "no-cache";
        headers.Pragma = "no-cache";
        headers.Expires = "-1";
        headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        headers.XContentTypeOptions = "nosniff";
        headers["x-ms-request-id"] = RandomIds.Next().ToString();
        headers["x-ms-correlation-request-id"] = correlation.ToString();
        headers["x-ms-routing-request-id"] = $"EMULATOR:{correlation}";
        if (response.Status == 401)
            headers.WWWAuthenticate = "Bearer";
        if (context.Request.Headers.TryGetValue("x-ms-client-request-id", out var clientId) && clientId is [{ Length: <= 128 } id]
            && context.Request.Headers["x-ms-return-client-request-id"] == "true")
            headers["x-ms-client-request-id"] = id;
        foreach (var (name, value) in response.Headers)
            headers[name] = value;
    }
}
