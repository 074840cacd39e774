using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Emulator;
using Burst.Emulator.Runtime;
using Burst.Hosts.Local;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Emulation;

/// <summary>Starts the emulator with the runtime asked for.</summary>
public static class EmulatorHosting
{
    public static Task<EmulatorServer> StartAsync(
        EmulatorOptions options, bool runLocally, bool allowHostCommands, ImmutableArray<string> burstCommand, TimeProvider time,
        ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        IGroupRuntime runtime = runLocally
            ? new LocalGroupRuntime(CreateHost(options, allowHostCommands, burstCommand, time, loggers), time)
            : new SimulatedGroupRuntime(time, new SimulatedRuntimeOptions());
        return EmulatorServer.StartAsync(options, runtime, time, loggers, cancellationToken);
    }

    private static LocalPodHost CreateHost(
        EmulatorOptions options, bool allowHostCommands, ImmutableArray<string> burstCommand, TimeProvider time, ILoggerFactory loggers) => new(
        new LocalPodHostOptions
        {
            Node = NodeName.Parse("emulator"),
            RootFolder = Path.Combine(Path.GetFullPath(options.StateFolder), "groups-run"),
            OwnerId = "emulator",
            BurstCommand = burstCommand,
            AllowHostCommands = allowHostCommands,
        },
        time, loggers.CreateLogger<LocalPodHost>());
}
