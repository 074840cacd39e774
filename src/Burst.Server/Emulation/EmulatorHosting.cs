using Burst.Core.Ids;
using Burst.Emulator;
using Burst.Emulator.Runtime;
using Burst.Hosts.Local;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Emulation;

/// <summary>Starts the emulator with the runtime asked for.</summary>
public static class EmulatorHosting
{
    /// <exception cref="EmulatorStartException">Options, state folder, address or engine do not let it start.</exception>
    public static async Task<EmulatorServer> StartAsync(
        EmulatorOptions options, EmulatorRuntime runtime, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        IGroupRuntime runs = runtime switch
        {
            EmulatorRuntime.Local local => new LocalGroupRuntime(CreateHost(options, local, time, loggers), time),
            EmulatorRuntime.Docker docker => new DockerGroupRuntime(await EmulatorEngine.ConnectAsync(options, docker, time, loggers, cancellationToken).ConfigureAwait(false), time),
            _ => new SimulatedGroupRuntime(time, new SimulatedRuntimeOptions()),
        };
        return await EmulatorServer.StartAsync(options, runs, time, loggers, cancellationToken).ConfigureAwait(false);
    }

    private static LocalPodHost CreateHost(EmulatorOptions options, EmulatorRuntime.Local local, TimeProvider time, ILoggerFactory loggers) => new(
        new LocalPodHostOptions
        {
            Node = NodeName.Parse("emulator"),
            RootFolder = Path.Combine(Path.GetFullPath(options.StateFolder), "groups-run"),
            OwnerId = "emulator",
            BurstCommand = local.BurstCommand,
            AllowHostCommands = local.AllowHostCommands,
        },
        time, loggers.CreateLogger<LocalPodHost>());
}
