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
            else if (await pages.TryRenderAsync(context.Request.Path).ConfigureAwait(false) is { } page)
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
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return new ApiRequest
        {
            Method = context.Request.Method,
            Path = context.Request.Path.Value ?? "/",
            Query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            ContentType = context.Request.ContentType,
            Accept = context.Request.Headers.Accept.ToString(),
            User = User,
            Body = body.ToArray(),
        };
    }

    private static async Task WriteAsync(HttpContext context, ApiResponse answer)
    {
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
