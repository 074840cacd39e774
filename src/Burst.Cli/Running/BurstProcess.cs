using System.Collections.Immutable;

namespace Burst.Cli.Running;

/// <summary>How to start this program again, for the shims of pods and the demo's emulator.</summary>
internal static class BurstProcess
{
    public static ImmutableArray<string> Command
    {
        get
        {
            var executable = Environment.ProcessPath ?? throw new CommandException(ExitCodes.Failed, "the path of this program is not known; /proc must be mounted.");
            return Path.GetFileNameWithoutExtension(executable) == "dotnet"
                ? [executable, Path.Combine(AppContext.BaseDirectory, "burst.dll")]
                : [executable];
        }
    }
}
