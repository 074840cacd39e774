using Burst.Integration.Tests.Harness;

namespace Burst.Integration.Tests;

/// <summary>`burst exec` through a control plane into a container group of the emulator, and what is refused.</summary>
[Trait("Lane", "recovery")]
public sealed class ExecTests
{
    [Fact]
    public async Task Exec_RunsAShellInAGroup_AndRefusesWhatAzureCannotDo()
    {
        using var sandbox = new Sandbox();
        using var emulator = await EmulatorProcess.StartAsync(sandbox, 0, "--allow-host-commands");
        using var up = await UpProcess.StartAsync(sandbox, emulator);
        await ApplyAsync(sandbox);
        foreach (var pod in (string[])["far", "near"])
            await Poll.UntilAsync($"{pod} runs", async () => (string?)(await up.Api.GetAsync($"/api/v1/namespaces/default/pods/{pod}"))["status"]?["phase"] == "Running");

        var shell = await ExecAsync(sandbox, "echo over $((40+2))\n", "exec", "-i", "far", "--state", sandbox.State, "--", "/bin/sh");
        Assert.Equal((0, ""), (shell.ExitCode, shell.Error));
        Assert.Contains("over 42", shell.Output, StringComparison.Ordinal);
        var program = await ExecAsync(sandbox, "", "exec", "far", "--state", sandbox.State, "--", "env");
        Assert.Contains("HOSTNAME=burst-", program.Output, StringComparison.Ordinal);

        var words = await ExecAsync(sandbox, "", "exec", "far", "--state", sandbox.State, "--", "ls", "-l");
        Assert.Equal((4, ""), (words.ExitCode, words.Output));
        Assert.Contains("one program without arguments", words.Error, StringComparison.Ordinal);
        var near = await ExecAsync(sandbox, "", "exec", "near", "--state", sandbox.State, "--", "/bin/sh");
        Assert.Equal(4, near.ExitCode);
        Assert.Contains("runs no commands in containers", near.Error, StringComparison.Ordinal);
        var unknown = await ExecAsync(sandbox, "", "exec", "nobody", "--state", sandbox.State, "--", "/bin/sh");
        Assert.Equal(3, unknown.ExitCode);
    }

    private static async Task<(int ExitCode, string Output, string Error)> ExecAsync(Sandbox sandbox, string input, params string[] arguments)
    {
        using var process = BurstCli.Start(sandbox, arguments);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }

    private static async Task ApplyAsync(Sandbox sandbox)
    {
        var manifest = Path.Combine(sandbox.Root, "pods.yaml");
        await File.WriteAllTextAsync(manifest, """
            apiVersion: v1
            kind: Pod
            metadata: { name: far }
            spec:
              nodeSelector: { type: virtual-kubelet }
              tolerations: [ { key: virtual-kubelet.io/provider, operator: Exists } ]
              containers: [ { name: main, image: burst/sleep, command: ["/burst/sleep", "600"], resources: { requests: { cpu: 1, memory: 1Gi } } } ]
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: near }
            spec:
              containers: [ { name: main, image: burst/sleep, command: ["/burst/sleep", "600"], resources: { requests: { cpu: 100m, memory: 128Mi } } } ]
            """);
        await BurstCli.RunAsync(sandbox, "apply", "-f", manifest, "--state", sandbox.State);
    }
}
