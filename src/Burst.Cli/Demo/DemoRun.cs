using Burst.Cli.Client;
using Burst.Cli.Commands;
using Burst.Cli.Running;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Cost.Prices;
using Burst.Cost.Reports;
using Burst.Hosts.Docker;
using Burst.Hosts.Docker.Engine;
using Burst.Server.Configuration;
using Burst.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Burst.Cli.Demo;

/// <summary>
/// The main job of Burst on one machine: a real control plane, the emulator as a process of its own, and the two manifests of
/// <c>examples/</c>, driven through the API as any client would.
/// </summary>
/// <param name="existing">An emulator to use; null starts one.</param>
/// <param name="engine">Runs the pods of the VM nodes; null makes them processes.</param>
internal sealed class DemoRun(IDemoView view, DemoEmulator? existing, EngineAddress? engine, TimeProvider time)
{
    private static readonly TimeSpan CleanUpTimeout = TimeSpan.FromSeconds(60);

    public async Task<DemoResult> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        using var folder = new TemporaryFolder();
        var tag = $"demo-{new RandomIdSource(time).NextId().ToString("N")[^8..]}";
        await using var stay = engine is null ? null : await BeginStayAsync(engine, tag, cancellationToken).ConfigureAwait(false);
        var (cost, groups, clusterId) = await RunInAsync(folder.Path, stay is null ? null : tag, cancellationToken).ConfigureAwait(false);
        return new DemoResult(cost, groups, LeftoverProcesses.Count(folder.Path), time.GetElapsedTime(started))
        {
            LeftoverOnEngine = stay is null ? null : await stay.EndAsync(clusterId, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<EngineStay> BeginStayAsync(EngineAddress address, string tag, CancellationToken cancellationToken)
    {
        try
        {
            return await EngineStay.BeginAsync(address, tag, time, cancellationToken).ConfigureAwait(false);
        }
        catch (PodHostUnavailableException exception)
        {
            throw new CommandException(ExitCodes.Unreachable, $"--docker: {exception.Message}", exception);
        }
    }

    /// <param name="folder">For all that is written.</param>
    /// <param name="imageTag">Of the images on the engine; null without one.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    private async Task<(CostReport Cost, int Groups, string ClusterId)> RunInAsync(string folder, string? imageTag, CancellationToken cancellationToken)
    {
        await using var emulator = existing ?? await DemoEmulator.StartAsync(Path.Combine(folder, "emulator"), time, cancellationToken).ConfigureAwait(false);
        var settings = Settings(Path.Combine(folder, "state"), emulator);
        var began = time.GetUtcNow();
        using var loggers = ServerLogging.CreateLoggers(LogLevel.Error, json: false);
        await using var server = await BurstServer.StartAsync(settings, PriceBook.BuiltIn, BurstProcess.Command, time, loggers, cancellationToken)
            .ConfigureAwait(false);
        using var client = new ApiClient(server.Access);
        var scenario = new DemoScenario(client, view, began, imageTag, time);
        try
        {
            await scenario.RunAsync(cancellationToken).ConfigureAwait(false);
            var cost = await scenario.ReadCostAsync(cancellationToken).ConfigureAwait(false);
            await scenario.CleanUpAsync(cancellationToken).ConfigureAwait(false);
            return (cost, await emulator.CountGroupsAsync(cancellationToken).ConfigureAwait(false), server.ClusterId);
        }
        catch (Exception)
        {
            view.Say("stopping: ending what was started");
            using var limit = new CancellationTokenSource(CleanUpTimeout, time);
            await scenario.CleanUpAsync(limit.Token).ConfigureAwait(false);
            throw;
        }
    }

    private ServerSettings Settings(string stateFolder, DemoEmulator emulator)
    {
        var config = new BurstConfig
        {
            Listen = "127.0.0.1:0",
            Nodes = [Vm("vm-1"), Vm("vm-2")],
            Aci = [EmulatorAci.Create(emulator.Endpoint, emulator.CaFile) with { Name = "aci-eastus" }],
            NodeInterval = "500ms",
            AciInterval = "1s",
            DeleteConfirmWait = "500ms",
            NotReadyAfter = "10s",
        };
        return new ConfigValidator(config, PriceBook.BuiltIn).Validate(stateFolder);
    }

    private NodeConfig Vm(string name) => new()
    {
        Name = name,
        Size = "D2s_v5",
        Tier = "vm-reserved",
        ReservedYears = 1,
        Docker = engine is null ? null : new DockerConfig { Host = engine.Text, IsShared = true },
    };
}
