using System.IO.Pipelines;
using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Local.Exec;
using Burst.Testing;

namespace Burst.Hosts.Local.Tests;

public sealed class ExecTests : LocalPodHostTestBase
{
    private readonly Pipe input = new();
    private readonly Pipe output = new();
    private readonly StringBuilder shown = new();

    [Fact]
    public async Task Shell_OnATerminal_HasTheContainersEnvironmentAndFolder()
    {
        var launch = await RunningAsync();
        var exec = ExecAsync(launch.Uid, "sh");
        await TypeAsync("echo $COLOUR-$TOKEN; pwd; test -t 0 && stty size; exit 5\r");

        var result = await exec;

        Assert.Equal(new ExecResult(5, null), result);
        var text = await ReadToEndAsync();
        Assert.Contains("\r\nblue-hidden\r\n", text, StringComparison.Ordinal);
        Assert.Contains($"{launch.Uid}/work/main\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\r\n30 100\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupt_TypedAtTheTerminal_EndsWhatRunsInFront()
    {
        var launch = await RunningAsync();
        var exec = ExecAsync(launch.Uid, "cat");
        await TypeAsync("word\r");
        await WaitForAsync("word\r\nword\r\n");
        await TypeAsync("\u0003");

        Assert.Equal(130, (await exec).ExitCode);
    }

    [Fact]
    public async Task Command_EndsWithItsContainer()
    {
        var launch = await RunningAsync();
        var exec = ExecAsync(launch.Uid, "cat");
        await TypeAsync("word\r");
        await WaitForAsync("word\r\nword\r\n");

        Assert.True(await StopAsync(launch.Uid));

        Assert.Equal(137, (await exec).ExitCode);
    }

    [Fact]
    public async Task Command_OfAClientThatIsGone_IsHungUp()
    {
        var launch = await RunningAsync();
        using var gone = new CancellationTokenSource();
        var exec = ExecAsync(launch.Uid, "cat", gone.Token);
        await TypeAsync("word\r");
        await WaitForAsync("word\r\nword\r\n");
        var folder = Harness.FolderOf(launch.Uid, Owner);
        Assert.Equal(2, LocalHarness.FindContainers(folder).Count);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => exec);
        await Eventually.HoldsAsync(() => LocalHarness.FindContainers(folder).Count == 1, "only the container's own process is left");
    }

    [Fact]
    public async Task Command_ThatCannotBe_IsRefusedWithTheReason()
    {
        var launch = await RunningAsync();
        Assert.Equal("'no-such-program' was not found in the container's PATH", (await ExecAsync(launch.Uid, "no-such-program")).Refusal);
        Assert.Equal("container 'main' does not run", (await ExecAsync(PodUid.From(Guid.Empty), "sh")).Refusal);
        var strict = Harness.CreateHost(Owner, options => options with { AllowHostCommands = false });
        var refused = await strict.ExecAsync(launch.Uid, new("main", ["sh"], 24, 80), Stream.Null, Stream.Null, CancellationToken.None);
        Assert.Contains("not allowed here", refused.Refusal, StringComparison.Ordinal);
    }

    private async Task<PodLaunch> RunningAsync()
    {
        var launch = await CreateAsync(Specs.Shell("echo up; exec sleep 3600"), new ResolvedEnv("COLOUR", "blue", false), new ResolvedEnv("TOKEN", "hidden", true));
        await WaitForLineAsync(launch, "up");
        return launch;
    }

    private Task<ExecResult> ExecAsync(PodUid pod, string command, CancellationToken cancellationToken = default) =>
        Host.ExecAsync(pod, new("main", [command], 30, 100), input.Reader.AsStream(), output.Writer.AsStream(), cancellationToken);

    private async Task<bool> StopAsync(PodUid pod)
    {
        await Eventually.HoldsAsync(() => Host.StopAsync(pod, TimeSpan.Zero, CancellationToken.None).Result, "the pod has stopped");
        return true;
    }

    private async Task TypeAsync(string keys) => await input.Writer.WriteAsync(Encoding.UTF8.GetBytes(keys));

    private async Task WaitForAsync(string text)
    {
        while (!shown.ToString().Contains(text, StringComparison.Ordinal))
        {
            var read = await output.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System).Token);
            shown.Append(Encoding.UTF8.GetString(read.Buffer));
            output.Reader.AdvanceTo(read.Buffer.End);
        }
    }

    private async Task<string> ReadToEndAsync()
    {
        await output.Writer.CompleteAsync();
        return shown + await new StreamReader(output.Reader.AsStream()).ReadToEndAsync();
    }
}
