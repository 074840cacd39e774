using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>Commands in containers of a real engine, by socket and over TLS.</summary>
public sealed class ProcessTests : IAsyncLifetime
{
    private static readonly ProcessStreams Plain = new(TakesInput: false, Terminal: null);

    private readonly List<DockerHarness> harnesses = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var harness in harnesses)
            await harness.DisposeAsync();
    }

    [DockerFact]
    public async Task Command_HasArguments_OutputAndErrorsApart_AndAnExitCode()
    {
        var (host, pod) = await StartAsync(isOverTls: false);

        var process = await ExecAsync(host, pod, Plain, "sh", "-c", "echo out; echo err >&2; exit 7");

        Assert.Equal(("out\n", "err\n", 7), await ReadAsync(process));
        await process.DisposeAsync();
    }

    [DockerTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Input_IsPassedOn_AndItsEndIsTold(bool isOverTls)
    {
        var (host, pod) = await StartAsync(isOverTls);
        await using var process = await ExecAsync(host, pod, Plain with { TakesInput = true }, "sh", "-c", "wc -c; echo done");

        for (var i = 0; i < 64; i++)
            await process.WriteAsync(new byte[16 * 1024], CancellationToken.None);
        await process.EndInputAsync(CancellationToken.None);

        Assert.Equal(($"{1024 * 1024}\ndone\n", "", 0), await ReadAsync(process));
    }

    [DockerFact]
    public async Task Terminal_IsOne_AndHasTheSizeItIsGiven_AndTheNext()
    {
        var (host, pod) = await StartAsync(isOverTls: false);
        await using var process = await ExecAsync(host, pod, new ProcessStreams(TakesInput: true, new TerminalSize(31, 101)), "sh", "-c", "tty; read x; stty size; read x; stty size");

        await process.WriteAsync("\n"u8.ToArray(), CancellationToken.None);
        await UntilAsync(process, "31 101");
        await process.ResizeAsync(new TerminalSize(40, 90), CancellationToken.None);
        await process.WriteAsync("\n"u8.ToArray(), CancellationToken.None);

        await UntilAsync(process, "40 90");
        Assert.Equal(("", "", 0), await ReadAsync(process));
    }

    [DockerFact]
    public async Task WhatCannotBeRun_IsRefused_OrToldByItsExitCode()
    {
        var (host, pod) = await StartAsync(isOverTls: false);

        Assert.Contains("does not run", Assert.IsType<PodProcessOutcome.Refused>(await host.ExecAsync(pod, "other", ["ls"], Plain, CancellationToken.None)).Reason);
        Assert.Contains("takes no input", Assert.IsType<PodProcessOutcome.Refused>(await host.AttachAsync(pod, "main", Plain with { TakesInput = true }, CancellationToken.None)).Reason);
        await using var missing = await ExecAsync(host, pod, Plain, "/no/such/program");
        var (shown, failed, exitCode) = await ReadAsync(missing);
        Assert.True(exitCode is 126 or 127, $"exit code {exitCode}: {shown}{failed}");
    }

    [DockerFact]
    public async Task Attach_JoinsWhatTheContainerRuns_AndTellsHowItEnds()
    {
        var (host, pod) = await StartAsync(isOverTls: false, "trap 'echo bye; exit 5' TERM; while :; do echo tick; sleep 0.1; done");
        await using var process = Assert.IsType<PodProcessOutcome.Started>(await host.AttachAsync(pod, "main", Plain, CancellationToken.None)).Process;
        await UntilAsync(process, "tick");
        Assert.Null(await process.FindExitCodeAsync(CancellationToken.None));

        Assert.IsType<DeleteOutcome.Deleting>(await host.DeleteAsync(pod, TimeSpan.FromSeconds(30), CancellationToken.None));

        var (shown, _, exitCode) = await ReadAsync(process);
        Assert.EndsWith("bye\n", shown);
        Assert.Equal(5, exitCode);
    }

    private async Task<(DockerPodHost Host, PodUid Pod)> StartAsync(bool isOverTls, string script = "trap 'exit 0' TERM; while :; do sleep 0.05; done")
    {
        var harness = isOverTls ? new DockerHarness(DockerEngines.OverTcp, DockerEngines.Tls) : DockerHarness.OnSocket();
        harnesses.Add(harness);
        var host = harness.CreateHost("owner-a");
        var launch = Launches.Of(DockerHarness.Shell(script));
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateUntilSettledAsync(launch));
        await host.WaitForPhaseAsync(launch.Uid, PodPhase.Running);
        return (host, launch.Uid);
    }

    private static async Task<IPodProcess> ExecAsync(DockerPodHost host, PodUid pod, ProcessStreams streams, params string[] command) =>
        Assert.IsType<PodProcessOutcome.Started>(await host.ExecAsync(pod, "main", [.. command], streams, CancellationToken.None)).Process;

    private static async Task<(string Output, string Errors, int? ExitCode)> ReadAsync(IPodProcess process)
    {
        var (shown, failed, buffer) = (new StringBuilder(), new StringBuilder(), new byte[4096]);
        while (await process.ReadAsync(buffer, CancellationToken.None) is { Count: > 0 } piece)
            (piece.IsError ? failed : shown).Append(Encoding.UTF8.GetString(buffer, 0, piece.Count));
        return (shown.ToString(), failed.ToString(), await process.FindExitCodeAsync(CancellationToken.None));
    }

    /// <summary>Reads what comes until that text has, and the end of its line.</summary>
    private static async Task UntilAsync(IPodProcess process, string text)
    {
        var (seen, one) = (new StringBuilder(), new byte[1]);
        while (!seen.ToString().Contains(text, StringComparison.Ordinal) || seen[^1] != '\n')
        {
            Assert.Equal(1, (await process.ReadAsync(one, CancellationToken.None)).Count);
            seen.Append((char)one[0]);
        }
    }
}
