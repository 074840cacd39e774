using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Burst.Emulator.Tests.Exec;

/// <summary>A client of the service's websockets, as the Azure CLI is one.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _shown = new();

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static Task<Answer> AskAsync(Emulation emulation, string group, string action, string? command = null)
    {
        var body = command is null ? null : new JsonObject { ["command"] = command, ["terminalSize"] = new JsonObject { ["rows"] = 24, ["cols"] = 80 } };
        return emulation.PostAsync(group, $"containers/main/{action}", body);
    }

    public static async Task<Terminal> ExecAsync(Emulation emulation, string group, string command, string? password = null)
    {
        var asked = await AskAsync(emulation, group, "exec", command);
        Assert.True(asked.Status == 200, asked.Text);
        var terminal = new Terminal();
        await terminal.ConnectAsync(emulation, asked["webSocketUri"]!.GetValue<string>());
        await terminal._socket.SendAsync(
            Encoding.UTF8.GetBytes(password ?? asked["password"]!.GetValue<string>()), WebSocketMessageType.Text, true, CancellationToken.None);
        return terminal;
    }

    public static async Task<Terminal> AttachAsync(Emulation emulation, Answer asked)
    {
        var terminal = new Terminal();
        terminal._socket.Options.SetRequestHeader("Authorization", asked["password"]!.GetValue<string>());
        await terminal.ConnectAsync(emulation, asked["webSocketUri"]!.GetValue<string>());
        return terminal;
    }

    public async Task ConnectAsync(Emulation emulation, string uri)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var invoker = new HttpMessageInvoker(PinnedClient.Handler(emulation.Server.CertificatePem));
        await _socket.ConnectAsync(new Uri(uri), invoker, limit.Token);
    }

    public Task TypeAsync(string keys) => _socket.SendAsync(Encoding.UTF8.GetBytes(keys), WebSocketMessageType.Binary, true, CancellationToken.None);

    /// <summary>What has been shown since the start, once it holds the text.</summary>
    public async Task<string> ShowsAsync(string text)
    {
        while (!_shown.ToString().Contains(text, StringComparison.Ordinal))
            Assert.True(await ReceiveAsync(), $"closed ({CloseStatus}) after: {_shown}");
        return _shown.ToString();
    }

    /// <summary>All that was shown, once the other side has closed.</summary>
    public async Task<string> EndsAsync()
    {
        while (await ReceiveAsync())
        {
        }

        return _shown.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        _socket.Dispose();
    }

    private async Task<bool> ReceiveAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[4096];
        var frame = await _socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
        if (frame.MessageType == WebSocketMessageType.Close)
            return false;
        Assert.Equal(WebSocketMessageType.Binary, frame.MessageType);
        _shown.Append(Encoding.UTF8.GetString(buffer, 0, frame.Count));
        return true;
    }
}
