using System.CommandLine;
using Burst.Cli.Client;
using Burst.Cli.Running;
using Burst.Emulator;
using Burst.Server.Emulation;
using Burst.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace Burst.Cli.Commands;

internal sealed class EmulatorCommand : BurstCommand
{
    private static readonly TimeSpan EndGroupsTimeout = TimeSpan.FromSeconds(60);

    private readonly StopSignals signals;
    private readonly Option<int?> port = NumberOption.Create("--port", "Port on loopback; 0 takes a free one", 0, ushort.MaxValue);
    private readonly Option<DirectoryInfo?> state = new("--state") { Description = "Where its groups are kept (default: ~/.local/state/burst-emulator)" };
    private readonly Option<string> runtime = new("--runtime") { Description = "local (real processes), docker (containers of a Docker Engine) or simulated (nothing is run)", DefaultValueFactory = _ => "local" };
    private readonly Option<FileInfo?> exportCa = new("--export-ca") { Description = "Where to write the certificate to trust (default: ca.pem in --state)" };
    private readonly Option<string> profile = new("--profile") { Description = "fast (a second to start) or azure (tens of seconds)", DefaultValueFactory = _ => "fast" };
    private readonly Option<bool> allowHostCommands = new("--allow-host-commands") { Description = "Let groups run any command of this machine (--runtime local)" };
    private readonly EngineFlags engine = new();
    private readonly EmulatorFlags flags = new();
    private readonly Option<bool> untilInputEnds = new("--until-input-ends") { Description = "Stop when standard input ends, and only then; its groups end with it", Hidden = true };

    public EmulatorCommand(StopSignals signals)
        : base(
            "emulator", "Stand in for Azure Container Instances on this machine, for any Azure client",
            "burst emulator --port 28443", "burst emulator --runtime simulated --profile azure",
            "burst emulator --runtime docker --docker unix:///var/run/docker.sock",
            "burst emulator --runtime simulated --fault throttle:operation=create,times=3,retryAfterSeconds=5 --limit cores=500 --latency pull=3s~90s")
    {
        this.signals = signals;
        port.DefaultValueFactory = _ => 28443;
        runtime.AcceptOnlyFromAmong("local", "docker", "simulated");
        profile.AcceptOnlyFromAmong("fast", "azure");
        foreach (var option in new Option[] { port, state, runtime, exportCa, profile, allowHostCommands, untilInputEnds }.Concat(engine.Options).Concat(flags.Options))
            Options.Add(option);
    }

    public static string DefaultStateFolder => ServerFinder.DefaultStateFolder + "-emulator";

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(untilInputEnds))
            signals.Ignore();
        var folder = parsed.GetValue(state)?.FullName ?? DefaultStateFolder;
        var ca = parsed.GetValue(exportCa)?.FullName ?? Path.Combine(folder, "ca.pem");
        var options = flags.Apply(
            new EmulatorOptions
            {
                StateFolder = folder,
                Port = parsed.GetRequiredValue(port)!.Value,
                ExportCaFile = ca,
                Provisioning = ProvisioningProfile.Find(parsed.GetRequiredValue(profile))!,
            },
            parsed);
        using var loggers = ServerLogging.CreateLoggers(LogLevel.Warning, json: false);
        await using var emulator = await EmulatorHosting.StartAsync(options, ReadRuntime(parsed), TimeProvider.System, loggers, cancellationToken).ConfigureAwait(false);
        var output = parsed.InvocationConfiguration.Output;
        await output.WriteLineAsync($"listening on {emulator.Endpoint.GetLeftPart(UriPartial.Authority)}").ConfigureAwait(false);
        await output.WriteLineAsync($"certificate to trust: {ca}").ConfigureAwait(false);
        await output.WriteLineAsync("connect with: burst up --emulator " + emulator.Endpoint.GetLeftPart(UriPartial.Authority) + " --emulator-ca " + ca).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(untilInputEnds))
            await ServeUntilInputEndsAsync(emulator).ConfigureAwait(false);
        else
            await ServeUntilStoppedAsync(emulator, output, cancellationToken).ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    private EmulatorRuntime ReadRuntime(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(runtime);
        if (name != "docker" && engine.FindGiven(parsed) is { } given)
            throw new CommandException(ExitCodes.Usage, $"{given} is for --runtime docker, not {name}.");
        return name switch
        {
            "docker" => new EmulatorRuntime.Docker(engine.Read(parsed)),
            "local" => new EmulatorRuntime.Local(BurstProcess.Command, parsed.GetValue(allowHostCommands)),
            _ => new EmulatorRuntime.Simulated(),
        };
    }

    private static async Task ServeUntilStoppedAsync(EmulatorServer emulator, TextWriter output, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await output.WriteAsync(Environment.NewLine + emulator.WriteInvoice()).ConfigureAwait(false);
    }

    /// <summary>Whoever started it is gone then, perhaps by force, and nobody else will end the groups.</summary>
    private static async Task ServeUntilInputEndsAsync(EmulatorServer emulator)
    {
        await Console.OpenStandardInput().CopyToAsync(Stream.Null, CancellationToken.None).ConfigureAwait(false);
        using var limit = new CancellationTokenSource(EndGroupsTimeout, TimeProvider.System);
        try
        {
            await emulator.EndGroupsAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new CommandException(ExitCodes.Failed, $"container groups are still running after {EndGroupsTimeout.TotalSeconds:0} s; they are left behind.");
        }
    }
}
