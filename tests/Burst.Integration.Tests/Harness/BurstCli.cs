using System.Diagnostics;
using System.Text.Json.Nodes;
using Burst.Testing;

namespace Burst.Integration.Tests.Harness;

/// <summary>Runs `burst` as a user would: as a process, by its command line.</summary>
internal static class BurstCli
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static Process Start(Sandbox sandbox, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(BurstExecutable.Path, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        start.Environment["HOME"] = sandbox.Root;
        start.Environment["TMPDIR"] = sandbox.Temp;
        return Process.Start(start)!;
    }

    public static async Task<(int ExitCode, string Output, string Error)> TryRunAsync(Sandbox sandbox, params IEnumerable<string> arguments)
    {
        using var process = Start(sandbox, arguments);
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }

    public static async Task<string> RunAsync(Sandbox sandbox, params IEnumerable<string> arguments)
    {
        var (exitCode, output, error) = await TryRunAsync(sandbox, arguments);
        Assert.True(exitCode == 0, $"burst {string.Join(' ', arguments)} ended with {exitCode}: {error}{output}");
        return output;
    }

    public static async Task<JsonNode> RunJsonAsync(Sandbox sandbox, params IEnumerable<string> arguments) =>
        JsonNode.Parse(await RunAsync(sandbox, arguments))!;

    /// <summary>Reads lines until one contains the text; the rest is drained in the background.</summary>
    public static async Task<string> WaitForLineAsync(Process process, string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        var seen = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            seen.Add(line);
            if (!line.Contains(text, StringComparison.Ordinal))
                continue;
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return line;
        }

        throw new InvalidOperationException(
            $"'{text}' was not printed before the end: {string.Join('\n', seen)} {await process.StandardError.ReadToEndAsync(limit.Token)}");
    }
}
