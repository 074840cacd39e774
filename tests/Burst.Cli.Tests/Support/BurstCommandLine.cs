using System.Diagnostics;
using System.Text.Json.Nodes;
using Burst.Testing;

namespace Burst.Cli.Tests.Support;

/// <summary>Runs commands: in this process through the program's own entry, or as a process of their own.</summary>
internal static class BurstCommandLine
{
    public static async Task<CliResult> TryAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await Application.RunAsync(arguments, output, error);
        return new CliResult(exitCode, output.ToString(), error.ToString());
    }

    public static async Task<CliResult> RunAsync(params string[] arguments)
    {
        var result = await TryAsync(arguments);
        Assert.True(result.ExitCode == 0, $"burst {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}{result.Output}");
        return result;
    }

    public static async Task<JsonNode> RunJsonAsync(params string[] arguments) => JsonNode.Parse((await RunAsync(arguments)).Output)!;

    public static Process Start(string home, params string[] arguments)
    {
        var start = new ProcessStartInfo(BurstExecutable.Path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        };
        start.Environment["HOME"] = home;
        start.Environment.Remove("BURST_KUBECONFIG");
        start.Environment.Remove("XDG_STATE_HOME");
        return Process.Start(start)!;
    }

    public static async Task<CliResult> EndAsync(Process process, string input = "")
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new CliResult(process.ExitCode, await output, await error);
    }

    public static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }
}
