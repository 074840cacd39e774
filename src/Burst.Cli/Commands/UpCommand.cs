using System.CommandLine;
using Burst.Cli.Client;
using Burst.Cli.Running;
using Burst.Server.Configuration;
using Burst.Server.Hosting;

namespace Burst.Cli.Commands;

internal sealed class UpCommand : BurstCommand
{
    private readonly Option<DirectoryInfo?> state = new("--state") { Description = "State folder: database, keys, kubeconfig, logs (default: ~/.local/state/burst)" };
    private readonly Option<string?> listen = new("--listen") { Description = "Address and port of the API (default 127.0.0.1:7070)" };
    private readonly Option<FileInfo?> config = new("--config") { Description = "Configuration file (JSON); flags override it" };
    private readonly Option<Uri?> emulator = UrlOption.Create("--emulator", "Add the virtual node aci-emulator on an ACI emulator at this URL");
    private readonly Option<FileInfo?> emulatorCa = new("--emulator-ca") { Description = "The emulator's certificate (default: where `burst emulator` writes it)" };
    private readonly Option<string[]> nodes = new("--node") { Description = "Add a VM node: NAME=SIZE, NAME=SIZE:vm-reserved:1 (years)" };
    private readonly Option<string[]> docker = new("--docker") { Description = "Run the pods of a VM node on a Docker Engine: NAME=unix:///PATH; unix:///PATH for the one node that names none, or none for processes (default: unix:///var/run/docker.sock if it is there; TLS: see --config)" };
    private readonly Option<FileInfo?> prices = new("--prices") { Description = "A price file instead of the built-in price book" };
    private readonly Option<string?> spendCap = new("--spend-cap-per-hour") { Description = "Bound in USD on what all container groups may cost per hour, such as 5.00" };
    private readonly Option<int?> createsPer5Minutes = new("--creates-per-5min") { Description = "Container groups created in one subscription and region in any 5 minutes, at most (default 100)" };
    private readonly Option<int?> createsPerHour = new("--creates-per-hour") { Description = "Container groups created in one subscription and region in any hour, at most (default 300)" };
    private readonly Option<bool> allowHostCommands = new("--allow-host-commands") { Description = "Let pods on local nodes run any command of this machine" };
    private readonly Option<string[]> allowHostPaths = new("--allow-host-path") { Description = "A path of VM nodes on Docker Engines that pods may mount as hostPath, with all that is below it" };
    private readonly Option<string?> logFormat = new("--log-format") { Description = "text or json" };

    public UpCommand()
        : base(
            "up", "Run the control plane until stopped; started again on the same state it goes on where it was",
            "burst up --node vm-1=D2s_v5 --node vm-2=D2s_v5:vm-reserved:1",
            "burst up --state /var/lib/burst --config /etc/burst.json",
            "burst up --node vm-1=D2s_v5 --docker unix:///var/run/docker.sock",
            "burst up --node vm-1=D2s_v5 --docker none",
            "burst up --node vm-1=D2s_v5 --emulator https://127.0.0.1:28443")
    {
        foreach (var option in new Option[] { state, listen, config, emulator, emulatorCa, nodes, docker, prices, spendCap, createsPer5Minutes, createsPerHour, allowHostCommands, allowHostPaths, logFormat })
            Options.Add(option);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var file = ReadConfig(parsed);
        var book = PricesCommand.Load(parsed.GetValue(prices)?.FullName ?? file.Prices);
        var folder = parsed.GetValue(state)?.FullName ?? ServerFinder.DefaultStateFolder;
        var merged = Merge(parsed, file);
        var settings = new ConfigValidator(merged, book).Validate(folder);
        if (merged.Docker is null)
            settings = settings with { LocalEngine = LocalEngine.FindUsual() };
        using var loggers = ServerLogging.CreateLoggers(settings.LogLevel, settings.JsonLogs, settings.OtlpEndpoint);
        using var exported = ServerLogging.StartMetrics(settings);
        await using var server = await BurstServer.StartAsync(settings, book, BurstProcess.Command, TimeProvider.System, loggers, cancellationToken)
            .ConfigureAwait(false);
        await AnnounceAsync(parsed.InvocationConfiguration.Output, server, folder).ConfigureAwait(false);
        await server.Completion.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return cancellationToken.IsCancellationRequested ? ExitCodes.Ok : await FailAsync(server).ConfigureAwait(false);
    }

    private BurstConfig ReadConfig(ParseResult parsed) =>
        parsed.GetValue(config) is { } file ? ConfigFile.Read(file.FullName) : new BurstConfig();

    private BurstConfig Merge(ParseResult parsed, BurstConfig file) => file with
    {
        Listen = parsed.GetValue(listen) ?? file.Listen,
        Nodes = DockerFlag.Apply([.. file.Nodes, .. (parsed.GetValue(nodes) ?? []).Select(NodeFlag.Parse)], parsed.GetValue(docker) ?? []),
        Docker = DockerFlag.FindLocal(parsed.GetValue(docker) ?? []) ?? file.Docker,
        Aci = [.. file.Aci, .. EmulatorNode(parsed)],
        SpendCapPerHour = parsed.GetValue(spendCap) ?? file.SpendCapPerHour,
        CreatesPer5Minutes = parsed.GetValue(createsPer5Minutes) ?? file.CreatesPer5Minutes,
        CreatesPerHour = parsed.GetValue(createsPerHour) ?? file.CreatesPerHour,
        AllowHostCommands = parsed.GetValue(allowHostCommands) || file.AllowHostCommands,
        AllowHostPaths = [.. file.AllowHostPaths, .. parsed.GetValue(allowHostPaths) ?? []],
        LogFormat = parsed.GetValue(logFormat) ?? file.LogFormat,
    };

    private IEnumerable<AciConfig> EmulatorNode(ParseResult parsed)
    {
        if (parsed.GetValue(emulator) is { } url)
            yield return EmulatorAci.Create(url, parsed.GetValue(emulatorCa)?.FullName ?? Path.Combine(EmulatorCommand.DefaultStateFolder, "ca.pem"));
    }

    private static async Task AnnounceAsync(TextWriter output, BurstServer server, string folder)
    {
        await output.WriteLineAsync($"burst is up at {server.Endpoint.GetLeftPart(UriPartial.Authority)}; state in {folder}").ConfigureAwait(false);
        await output.WriteLineAsync($"kubeconfig: {Path.Combine(folder, "kubeconfig")}").ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>The loop has ended by itself: another controller has taken over, or a defect. Ending is safe; the next start resumes.</summary>
    private static async Task<int> FailAsync(BurstServer server)
    {
        try
        {
            await server.Completion.ConfigureAwait(false);
            return ExitCodes.Failed;
        }
        catch (Exception exception)
        {
            throw new CommandException(ExitCodes.Failed, $"the control loop has ended: {exception.Message}", exception);
        }
    }
}
