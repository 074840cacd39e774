using System.CommandLine;
using System.Reflection;

namespace Burst.Cli.Commands;

internal sealed class VersionCommand : BurstCommand
{
    public VersionCommand()
        : base("version", "Print the version", "burst version")
    {
    }

    public static string Current => typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"burst {Current}").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
