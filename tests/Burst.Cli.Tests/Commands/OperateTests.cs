using Burst.Cli.Tests.Support;
using Burst.Server.Security;

namespace Burst.Cli.Tests.Commands;

/// <summary>Commands that change a running cluster.</summary>
public sealed class OperateTests(UpFixture up) : IClassFixture<UpFixture>
{
    [Fact]
    public async Task Scale_ChangesReplicas_OfDeploymentsAlone()
    {
        await up.ApplyAsync(Yaml.Deployment("scaled"));

        Assert.Equal("deployment/scaled scaled to 1\n", (await up.RunAsync("scale", "deployment", "scaled", "--replicas", "1")).Output);
        Assert.Equal(1, (int)(await up.RunJsonAsync("get", "deploy/scaled", "-o", "json"))["spec"]!["replicas"]!);
        await up.RunAsync("scale", "deploy/scaled", "--replicas", "0");

        Assert.Equal(ExitCodes.Usage, (await up.TryAsync("scale", "pod", "scaled", "--replicas", "1")).ExitCode);
        Assert.Equal(ExitCodes.NotFound, (await up.TryAsync("scale", "deployment", "nobody", "--replicas", "1")).ExitCode);
        Assert.Equal(ExitCodes.Usage, (await up.TryAsync("scale", "deployment", "scaled", "--replicas", "-1")).ExitCode);
    }

    [Fact]
    public async Task Cordon_KeepsPodsOff_UntilUncordon()
    {
        Assert.Equal("node/vm-2 cordoned\n", (await up.RunAsync("cordon", "vm-2")).Output);
        Assert.True((bool)(await up.RunJsonAsync("get", "node", "vm-2", "-o", "json"))["spec"]!["unschedulable"]!);
        Assert.Equal("node/vm-2 uncordoned\n", (await up.RunAsync("uncordon", "vm-2")).Output);
        Assert.NotEqual(true, (bool?)(await up.RunJsonAsync("get", "node", "vm-2", "-o", "json"))["spec"]!["unschedulable"]);
        Assert.Equal("node/vm-1 uncordoned\nnode/vm-2 uncordoned\n", (await up.RunAsync("uncordon", "vm-1", "vm-2")).Output);
        var some = await up.TryAsync("uncordon", "nobody", "vm-2");
        Assert.Equal((ExitCodes.NotFound, "node/vm-2 uncordoned\n"), (some.ExitCode, some.Output));
    }

    [Fact]
    public async Task Pause_HoldsNewPods_AndResumeLetsThemGo()
    {
        Assert.StartsWith("paused", (await up.RunAsync("pause", "--reason", "a test")).Output, StringComparison.Ordinal);
        await up.ApplyAsync(Yaml.Pod("held", """["/burst/sleep", "0.1"]"""));
        Assert.Equal("Pending", (string?)(await up.RunJsonAsync("get", "pod", "held", "-o", "json"))["status"]!["phase"]);

        Assert.Equal("resumed\n", (await up.RunAsync("resume")).Output);
        await up.WaitForPodAsync("held", "Succeeded");
    }

    [Fact]
    public async Task NodeWithPods_CannotGo_AndItIsAConflict()
    {
        await up.ApplyAsync(Yaml.Pod("sitting", """["/burst/sleep", "600"]"""));
        var node = (string)(await up.WaitForPodAsync("sitting", "Running"))["spec"]!["nodeName"]!;

        var result = await up.TryAsync("delete", "node", node);
        var forced = await up.TryAsync("delete", "node", node, "--force");

        Assert.Equal(ExitCodes.TryAgain, result.ExitCode);
        Assert.Contains("cordon it", result.Error, StringComparison.Ordinal);
        Assert.Contains("default/sitting", result.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.TryAgain, forced.ExitCode);
        Assert.Contains("it is Ready", forced.Error, StringComparison.Ordinal);
        await up.RunAsync("delete", "pod/sitting");
    }

    [Fact]
    public async Task DefaultNamespace_CannotGo_AndItIsInvalid() =>
        Assert.Equal(ExitCodes.Invalid, (await up.TryAsync("delete", "namespace", "default")).ExitCode);

    [Fact]
    public async Task WrongToken_IsUnreachable_AndSaysWhereTheTokenIs()
    {
        var access = Kubeconfig.Read(Path.Combine(up.State, "kubeconfig"));
        (access with { Token = "wrong" }).Write(up.Folder.At("wrong-kubeconfig"));

        var result = await BurstCommandLine.TryAsync("get", "pods", "--kubeconfig", up.Folder.At("wrong-kubeconfig"));

        Assert.Equal(ExitCodes.Unreachable, result.ExitCode);
        Assert.Contains("kubeconfig in the server's state folder", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task FollowingLogs_EndsOnASignal_AsInterrupted(string signal)
    {
        var pod = $"followed-{signal.ToLowerInvariant()}";
        await up.ApplyAsync(Yaml.Pod(pod, """["/burst/sleep", "600"]"""));
        await up.WaitForPodAsync(pod, "Running");
        using var process = BurstCommandLine.Start(up.Folder.Root, "logs", "-f", pod, "--state", up.State);
        Assert.Equal("sleeping for 600 s", await process.StandardOutput.ReadLineAsync());

        await BurstCommandLine.SignalAsync(process, signal);

        var result = await BurstCommandLine.EndAsync(process);
        Assert.Equal((ExitCodes.Interrupted, ""), (result.ExitCode, result.Error));
        await up.RunAsync("delete", "pod", pod);
    }
}
