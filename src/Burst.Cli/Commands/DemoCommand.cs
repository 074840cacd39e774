using System.CommandLine;
using Burst.Cli.Demo;
using Burst.Cli.Output;

namespace Burst.Cli.Commands;

internal sealed class DemoCommand : BurstCommand
{
    private readonly Option<string> format = new("--output", "-o") { Description = "text or json", DefaultValueFactory = _ => "text" };

    public DemoCommand()
        : base(
            "demo", "Run a steady service and a burst on this machine, ACI emulated, and report what it cost; under two minutes",
            "burst demo", "burst demo --output json")
    {
        format.AcceptOnlyFromAmong("text", "json");
        Options.Add(format);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var json = parsed.GetRequiredValue(format) == "json";
        var view = DemoViews.Choose(json, output, parsed.InvocationConfiguration.Error);
        var result = await new DemoRun(view, TimeProvider.System).RunAsync(cancellationToken).ConfigureAwait(false);
        if (json)
            await output.WriteLineAsync(JsonText.Indent(result.ToJson())).ConfigureAwait(false);
        else
            DemoSummary.Write(result, output);
        return result.LeftoverContainerGroups + result.LeftoverProcesses == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
