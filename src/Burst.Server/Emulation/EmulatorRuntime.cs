using System.Collections.Immutable;
using Burst.Server.Configuration;

namespace Burst.Server.Emulation;

/// <summary>What runs the emulator's container groups.</summary>
public abstract record EmulatorRuntime
{
    private EmulatorRuntime()
    {
    }

    /// <summary>Nothing is run.</summary>
    public sealed record Simulated : EmulatorRuntime;

    /// <summary>Processes of this machine.</summary>
    /// <param name="BurstCommand">How `burst` is started, as which their shims run.</param>
    /// <param name="AllowHostCommands">They may be any program of this machine.</param>
    public sealed record Local(ImmutableArray<string> BurstCommand, bool AllowHostCommands) : EmulatorRuntime;

    /// <summary>Containers of a Docker Engine.</summary>
    /// <param name="Engine">Null for the one of this machine.</param>
    public sealed record Docker(DockerConfig? Engine) : EmulatorRuntime;
}
