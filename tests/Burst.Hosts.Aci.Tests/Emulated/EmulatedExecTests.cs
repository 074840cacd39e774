using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Emulated;

/// <summary>Restarts, and commands in containers by ACI's websocket protocol, against the emulator over TLS.</summary>
public sealed class EmulatedExecTests : IAsyncLifetime
{
    private EmulatedAci _aci = null!;

    public async Task InitializeAsync() => _aci = await EmulatedAci.StartAsync();

    public async Task DisposeAsync() => await _aci.DisposeAsync();

    [Fact]
    public async Task Shell_TakesWhatIsTypedAndShowsWhatComes_AndEndsWithExit()
    {
        var host = await RunAsync();
        var started = Assert.IsType<PodExecOutcome.Started>(await host.ExecAsync(A.Uid, "main", ["/bin/sh"], TerminalSize.Usual, CancellationToken.None));
        await using var terminal = started.Terminal;
        await terminal.WriteAsync("echo over there\n"u8.ToArray(), CancellationToken.None);
        await terminal.WriteAsync("exit\n"u8.ToArray(), CancellationToken.None);

        Assert.Contains("over there", await ReadToEndAsync(terminal));
        await terminal.WriteAsync("too late\n"u8.ToArray(), CancellationToken.None);
        Assert.Equal(PodPhase.Running, Assert.Single(await host.ListAsync(CancellationToken.None)).Phase);
    }

    [Fact]
    public async Task Terminal_ThatIsClosedFromHere_EndsTheCommand()
    {
        var host = await RunAsync();
        var started = Assert.IsType<PodExecOutcome.Started>(await host.ExecAsync(A.Uid, "main", ["/bin/sh"], TerminalSize.Usual, CancellationToken.None));
        await started.Terminal.DisposeAsync();
        Assert.IsType<PodExecOutcome.Started>(await host.ExecAsync(A.Uid, "main", ["/bin/sh"], TerminalSize.Usual, CancellationToken.None));
    }

    [Fact]
    public async Task CommandWithArguments_OtherContainer_OrOneThatHasEnded_IsRefusedWithAReason()
    {
        var host = await RunAsync();
        Assert.Contains("/bin/sh", await RefusalAsync(host, "main", "ls", "-l"));
        Assert.Contains("no container side", await RefusalAsync(host, "side", "/bin/sh"));
        await host.DeleteToTheEndAsync(A.Uid);
        Assert.Contains("no container main", await RefusalAsync(host, "main", "/bin/sh"));
        Assert.Contains("no container main", await RefusalAsync(_aci.NewHost("11111111-7425-40de-944b-e07fc1f90ae7"), "main", "/bin/sh"));
    }

    [Fact]
    public async Task Restart_StartsTheGroupAgain_AndIsRefusedForAnother()
    {
        var host = await RunAsync();
        var before = Assert.Single(await host.ListAsync(CancellationToken.None)).Containers[0].StartedAt;
        Assert.IsType<RestartOutcome.Accepted>(await host.RestartAsync(A.Uid, CancellationToken.None));
        var after = before;
        for (var attempt = 0; attempt < 500 && (after is null || after == before); attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            after = Assert.Single(await host.ListAsync(CancellationToken.None)).Containers.FirstOrDefault()?.StartedAt;
        }

        Assert.True(after > before, $"{after} is not after {before}");
        var other = _aci.NewHost("11111111-7425-40de-944b-e07fc1f90ae7");
        Assert.Contains("is not there", Assert.IsType<RestartOutcome.Refused>(await other.RestartAsync(A.Uid, CancellationToken.None)).Reason);
    }

    private static async Task<string> RefusalAsync(AciPodHost host, string container, params string[] command) =>
        Assert.IsType<PodExecOutcome.Refused>(await host.ExecAsync(A.Uid, container, [.. command], TerminalSize.Usual, CancellationToken.None)).Reason;

    private async Task<AciPodHost> RunAsync()
    {
        var host = _aci.NewHost();
        await host.CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None);
        await host.WaitForAsync(A.Uid, PodPhase.Running);
        return host;
    }

    private static async Task<string> ReadToEndAsync(IPodTerminal terminal)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        var shown = new StringBuilder();
        var buffer = new byte[4096];
        while (await terminal.ReadAsync(buffer, limit.Token) is > 0 and var count)
            shown.Append(Encoding.UTF8.GetString(buffer, 0, count));
        return shown.ToString();
    }
}
