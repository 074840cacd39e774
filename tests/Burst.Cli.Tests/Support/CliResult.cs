namespace Burst.Cli.Tests.Support;

/// <summary>How a command ended and what it printed.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.TrimEnd('\n').Split('\n');
}
