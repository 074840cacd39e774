using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Holder;
using Burst.Hosts.Docker.Probing;

namespace Burst.Hosts.Docker.Tests;

/// <summary>The holder's own program, run on this machine, between a client and servers of this machine.</summary>
public sealed class HolderRelayTests : IDisposable
{
    private readonly TcpListener server = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new(TimeSpan.FromSeconds(30), TimeProvider.System);

    public HolderRelayTests() => server.Start();

    private int Port => ((IPEndPoint)server.LocalEndpoint).Port;

    public void Dispose()
    {
        stopping.Cancel();
        server.Dispose();
        stopping.Dispose();
    }

    [Fact]
    public async Task Connections_BesideOneAnother_EachHaveTheirOwnBytes()
    {
        const int count = RelayFrame.ConnectionsMax;
        _ = ServeAsync(async stream => await stream.CopyToAsync(stream, stopping.Token), count * 2);
        await using var relay = await HolderRelay.OpenAsync(new RelayProcess("relay"), stopping.Token);

        for (var round = 0; round < 2; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, count).Select(async i =>
            {
                await using var connection = await relay.ConnectAsync(IPAddress.Loopback, Port, stopping.Token);
                var sent = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"{i},", 3000)));
                await connection.WriteAsync(sent, stopping.Token);
                var received = new byte[sent.Length];
                await connection.ReadExactlyAsync(received, stopping.Token);
                Assert.Equal(sent, received);
            }));
            await UntilFreeAsync(relay);
        }
    }

    [Fact]
    public async Task Connection_ThatNobodyAccepts_IsRefused()
    {
        await using var relay = await HolderRelay.OpenAsync(new RelayProcess("relay"), stopping.Token);
        var port = Port;
        server.Stop();

        var exception = await Assert.ThrowsAsync<SocketException>(async () => await relay.ConnectAsync(IPAddress.Loopback, port, stopping.Token));

        Assert.Equal(SocketError.ConnectionRefused, exception.SocketErrorCode);
        Assert.False(relay.IsBroken);
    }

    [Fact]
    public async Task ServerThatSaysMoreThanIsRead_EndsItsConnectionOnly()
    {
        _ = ServeAsync(async stream =>
        {
            while (true)
                await stream.WriteAsync(new byte[65536], stopping.Token);
        }, 1);
        await using var relay = await HolderRelay.OpenAsync(new RelayProcess("relay"), stopping.Token);

        await using var connection = await relay.ConnectAsync(IPAddress.Loopback, Port, stopping.Token);
        await UntilFreeAsync(relay);
        var total = 0L;
        var piece = new byte[65536];
        while (await connection.ReadAsync(piece, stopping.Token) is > 0 and var count)
            total += count;

        Assert.InRange(total, 1, RelayStream.UnreadBytesMax);
        Assert.False(relay.IsBroken);
    }

    [Fact]
    public async Task Relay_WhoseProgramIsGone_IsBroken_AndSoAreItsConnections()
    {
        _ = ServeAsync(async stream => await stream.CopyToAsync(stream, stopping.Token), 1);
        var process = new RelayProcess("relay");
        await using var relay = await HolderRelay.OpenAsync(process, stopping.Token);
        await using var connection = await relay.ConnectAsync(IPAddress.Loopback, Port, stopping.Token);

        process.Process.Kill();

        await Assert.ThrowsAsync<IOException>(async () => await connection.ReadExactlyAsync(new byte[1], stopping.Token));
        Assert.True(relay.IsBroken);
        await Assert.ThrowsAsync<IOException>(async () => await relay.ConnectAsync(IPAddress.Loopback, Port, stopping.Token));
    }

    [Theory]
    [InlineData("http", 200, ProbeOutcome.Good)]
    [InlineData("https", 204, ProbeOutcome.Good)]
    [InlineData("http", 302, ProbeOutcome.Good)]
    [InlineData("http", 404, ProbeOutcome.Bad)]
    [InlineData("https", 503, ProbeOutcome.Bad)]
    internal async Task HttpProbe_GoesByTheStatus(string scheme, int status, ProbeOutcome outcome)
    {
        var asked = new TaskCompletionSource<string>();
        _ = ServeAsync(async stream =>
        {
            var spoken = scheme == "https" ? await EncryptAsync(stream) : stream;
            var request = new StringBuilder();
            using var reader = new StreamReader(spoken, leaveOpen: true);
            while (await reader.ReadLineAsync(stopping.Token) is { Length: > 0 } line)
                request.AppendLine(line);
            asked.SetResult(request.ToString());
            await spoken.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Status\r\nLocation: /elsewhere\r\n{(status == 204 ? "" : "Content-Length: 0\r\n")}\r\n"), stopping.Token);
            await spoken.FlushAsync(stopping.Token);
        }, 1);
        await using var relay = await HolderRelay.OpenAsync(new RelayProcess("relay"), stopping.Token);

        var answer = await HttpProbing.AskAsync(relay, IPAddress.Loopback, new HttpProbe("/healthz?full=1", Port, scheme) { Headers = [new HttpProbeHeader("Host", "me.example"), new HttpProbeHeader("X-A", "b")] }, stopping.Token);

        Assert.Equal(outcome, answer.Outcome);
        var text = await asked.Task;
        Assert.StartsWith("GET /healthz?full=1 HTTP/1.1", text, StringComparison.Ordinal);
        Assert.Contains("Host: me.example", text);
        Assert.Contains("X-A: b", text);
        Assert.Contains("User-Agent: kube-probe/", text);
    }

    private async Task<Stream> EncryptAsync(Stream stream)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stopping.Token);
        return encrypted;
    }

    private async Task ServeAsync(Func<Stream, Task> serve, int connections)
    {
        for (var i = 0; i < connections; i++)
        {
            var client = await server.AcceptTcpClientAsync(stopping.Token);
            _ = ServeOneAsync(client, serve);
        }
    }

    private static async Task ServeOneAsync(TcpClient client, Func<Stream, Task> serve)
    {
        using (client)
            await serve(client.GetStream());
    }

    /// <summary>The holder has said of each connection that it is closed.</summary>
    private async Task UntilFreeAsync(HolderRelay relay)
    {
        while (relay.OpenConnections > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, stopping.Token);
    }
}
