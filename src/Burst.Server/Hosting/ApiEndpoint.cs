using System.Net.WebSockets;
using Burst.Api;
using Burst.Server.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Hosting;

/// <summary>Carries requests from the web server to the handlers, which know nothing of it, and the answers back.</summary>
internal sealed partial class ApiEndpoint(ApiHandlers handlers, RequestGuard guard, ServerPages pages, ILogger<ApiEndpoint> logger)
{
    private const string User = "burst:admin";

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (guard.FindObjection(context.Request) is { } objection)
                await WriteAsync(context, Refusals.Of(objection.Status, objection.Message)).ConfigureAwait(false);
            else if (await pages.TryRenderAsync(context.Request.Path, context.Request.Query.ContainsKey("verbose")).ConfigureAwait(false) is { } page)
                await WriteAsync(context, page).ConfigureAwait(false);
            else
                await WriteAsync(context, await handlers.HandleAsync(await ReadAsync(context).ConfigureAwait(false), context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, Refusals.Of(exception.StatusCode, Describe(exception))).ConfigureAwait(false);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            LogFailed(exception, context.Request.Method, context.Request.Path);
            await WriteAsync(context, Refusals.Of(500, "Internal error; the server's log has the details.")).ConfigureAwait(false);
        }
    }

    private static string Describe(BadHttpRequestException exception) => exception.StatusCode == StatusCodes.Status413PayloadTooLarge
        ? $"The request is larger than {WebFrontend.BodyBytesMax / 1024 / 1024} MiB, which is the most that is accepted; send it in parts."
        : exception.Message;

    private static async Task<ApiRequest> ReadAsync(HttpContext context)
    {
        return new ApiRequest
        {
            Method = context.Request.Method,
            Path = context.Request.Path.Value ?? "/",
            Query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            Command = [.. context.Request.Query["command"].OfType<string>()],
            SocketProtocols = context.WebSockets.IsWebSocketRequest ? [.. context.WebSockets.WebSocketRequestedProtocols] : null,
            ContentType = context.Request.ContentType,
            Accept = context.Request.Headers.Accept.ToString(),
            User = User,
            Body = await ReadBodyAsync(context).ConfigureAwait(false),
        };
    }

    /// <summary>What is too much is read to its end all the same, and dropped: a client hears no answer while it is still sending.</summary>
    private static async Task<byte[]> ReadBodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false) is > 0 and var count)
        {
            if (body.Length <= WebFrontend.BodyBytesMax)
                body.Write(buffer, 0, count);
        }

        return body.Length <= WebFrontend.BodyBytesMax
            ? body.ToArray()
            : throw new BadHttpRequestException("Request body too large.", StatusCodes.Status413PayloadTooLarge);
    }

    private static async Task UpgradeAsync(HttpContext context, ApiUpgrade upgrade)
    {
        WebSocket socket;
        try
        {
            socket = await context.WebSockets.AcceptWebSocketAsync(upgrade.Protocol).ConfigureAwait(false);
        }
        catch
        {
            await upgrade.DropAsync().ConfigureAwait(false);
            throw;
        }

        using (socket)
            await upgrade.ServeAsync(new ApiSocket(socket), context.RequestAborted).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, ApiResponse answer)
    {
        if (answer.Upgrade is { } upgrade)
        {
            await UpgradeAsync(context, upgrade).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.Stream is null)
        {
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        await foreach (var chunk in answer.Stream.WithCancellation(context.RequestAborted).ConfigureAwait(false))
        {
            await context.Response.Body.WriteAsync(chunk, context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }

    [LoggerMessage(2201, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailed(Exception exception, string method, string path);
}
