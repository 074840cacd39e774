using System.CommandLine;
using Burst.Cli.Demo;
using Burst.Cli.Output;
using Burst.Cli.Running;

namespace Burst.Cli.Commands;

internal sealed class DemoCommand : BurstCommand
{
    private readonly StopSignals signals;

    private readonly Option<string> format = new("--output", "-o") { Description = "text or json", DefaultValueFactory = _ => "text" };

    private readonly Option<Uri?> emulator = UrlOption.Create("--emulator", "Use the emulator that runs at this URL instead of starting one");
    private readonly Option<FileInfo?> emulatorCa = new("--emulator-ca") { Description = "Its certificate (default: where `burst emulator` writes it)" };

    public DemoCommand(StopSignals signals)
        : base(
            "demo", "Run a steady service and a burst on this machine, ACI emulated, and report what it cost; under two minutes",
            "burst demo", "burst demo --output json")
    {
        this.signals = signals;
        format.AcceptOnlyFromAmong("text", "json");
        Options.Add(format);
        Options.Add(emulator);
        Options.Add(emulatorCa);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var json = parsed.GetRequiredValue(format) == "json";
        var view = DemoViews.Choose(json, output, parsed.InvocationConfiguration.Error);
        signals.Hold(() => view.Say("still ending what was started; at most 60 s"));
        var caFile = parsed.GetValue(emulatorCa)?.FullName ?? Path.Combine(EmulatorCommand.DefaultStateFolder, "ca.pem");
        var existing = parsed.GetValue(emulator) is { } url ? DemoEmulator.At(url, caFile) : null;
        var result = await new DemoRun(view, existing, TimeProvider.System).RunAsync(cancellationToken).ConfigureAwait(false);
        if (json)
            await output.WriteLineAsync(JsonText.Indent(result.ToJson())).ConfigureAwait(false);
        else
            DemoSummary.Write(result, output);
        return result.LeftoverContainerGroups + result.LeftoverProcesses == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
