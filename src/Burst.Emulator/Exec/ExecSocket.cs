using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Burst.Emulator.Arm;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Burst.Emulator.Exec;

/// <summary>
/// Serves the websockets that clients were promised, by the service's protocol: a command's password is the first text frame, an
/// attachment's is the Authorization header; then frames carry the terminal, as bytes, both ways.
/// </summary>
internal sealed partial class ExecSocket(
    ExecSessions sessions, ExecRunner runner, TimeProvider time, ILogger<ExecSocket> logger, CancellationToken stopping)
{
    private const int PasswordBytesMax = 1024;
    private static readonly TimeSpan PasswordTime = TimeSpan.FromSeconds(10);

    /// <summary>Whether a request is one of these, websocket or not.</summary>
    public static bool IsSession(HttpContext context, out Guid id)
    {
        id = Guid.Empty;
        return ArmRoute.Split(context.Request.Path.Value ?? "") is [var kind, var word, var text]
            && kind.ToLowerInvariant() is "execstream" or "attachstream"
            && word.Equals("sessionId", StringComparison.OrdinalIgnoreCase)
            && Guid.TryParse(text, out id);
    }

    public async Task HandleAsync(HttpContext context, Guid id)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        if (sessions.Take(id) is not { } session)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (session.Start is null && !IsPassword(session, Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString())))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        await ServeAsync(socket, session).ConfigureAwait(false);
    }

    private async Task ServeAsync(WebSocket socket, ExecSession session)
    {
        try
        {
            if (session.Start is null || await IsAdmittedAsync(socket, session).ConfigureAwait(false))
                await runner.RunAsync(session, socket, stopping).ConfigureAwait(false);
            else
                await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "The first frame must be the password.", stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            LogBroken(e, session.Container, session.Group.ToString());
        }
    }

    private async Task<bool> IsAdmittedAsync(WebSocket socket, ExecSession session)
    {
        using var patience = new CancellationTokenSource(PasswordTime, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        var buffer = new byte[PasswordBytesMax];
        var frame = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token).ConfigureAwait(false);
        return frame is { MessageType: WebSocketMessageType.Text, EndOfMessage: true } && IsPassword(session, buffer.AsSpan(0, frame.Count));
    }

    private static bool IsPassword(ExecSession session, ReadOnlySpan<byte> given) =>
        CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(session.Password));

    [LoggerMessage(4030, LogLevel.Information, "A session in container {Container} of {Group} was cut off")]
    private partial void LogBroken(Exception exception, string container, string group);
}
