using System.CommandLine;
using Burst.Cli.Demo;
using Burst.Cli.Output;
using Burst.Cli.Running;
using Burst.Hosts.Docker.Engine;
using Burst.Server.Configuration;

namespace Burst.Cli.Commands;

internal sealed class DemoCommand : BurstCommand
{
    private readonly StopSignals signals;

    private readonly Option<string> format = new("--output", "-o") { Description = "text or json", DefaultValueFactory = _ => "text" };

    private readonly Option<Uri?> emulator = UrlOption.Create("--emulator", "Use the emulator that runs at this URL instead of starting one");
    private readonly Option<FileInfo?> emulatorCa = new("--emulator-ca") { Description = "Its certificate (default: where `burst emulator` writes it)" };

    private readonly Option<string?> docker = new("--docker")
    {
        Description = "Run the pods of both VM nodes on a Docker Engine of this machine (default: unix:///var/run/docker.sock) instead of as processes",
        HelpName = "ADDRESS",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public DemoCommand(StopSignals signals)
        : base(
            "demo", "Run a steady service and a burst on this machine, ACI emulated, and report what it cost; under two minutes",
            "burst demo", "burst demo --output json", "burst demo --docker", "burst demo --docker unix:///run/user/1000/docker.sock")
    {
        this.signals = signals;
        format.AcceptOnlyFromAmong("text", "json");
        Options.Add(format);
        Options.Add(emulator);
        Options.Add(emulatorCa);
        Options.Add(docker);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var json = parsed.GetRequiredValue(format) == "json";
        var view = DemoViews.Choose(json, output, parsed.InvocationConfiguration.Error);
        signals.Hold(() => view.Say("still ending what was started; at most 60 s"));
        var caFile = parsed.GetValue(emulatorCa)?.FullName ?? Path.Combine(EmulatorCommand.DefaultStateFolder, "ca.pem");
        var existing = parsed.GetValue(emulator) is { } url ? DemoEmulator.At(url, caFile) : null;
        var result = await new DemoRun(view, existing, FindEngine(parsed), TimeProvider.System).RunAsync(cancellationToken).ConfigureAwait(false);
        if (json)
            await output.WriteLineAsync(JsonText.Indent(result.ToJson())).ConfigureAwait(false);
        else
            DemoSummary.Write(result, output);
        return result.LeftNothing ? ExitCodes.Ok : ExitCodes.Failed;
    }

    /// <returns>Null where none is asked for.</returns>
    private EngineAddress? FindEngine(ParseResult parsed)
    {
        if (parsed.GetResult(docker) is null)
            return null;
        if (parsed.GetValue(docker) is { } named)
            return LocalEngine.Parse(named) ?? throw new CommandException(ExitCodes.Usage, $"--docker: '{named}' is not an engine of this machine; write unix:///PATH of its socket.");
        return LocalEngine.FindUsual()?.Address
            ?? throw new CommandException(ExitCodes.Unreachable, "--docker: this machine has no Docker Engine at its usual socket, /var/run/docker.sock; name one with --docker unix:///PATH, or leave the flag out to run pods as processes.");
    }
}
