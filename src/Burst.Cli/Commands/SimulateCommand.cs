using System.Collections.Immutable;
using System.CommandLine;
using Burst.Cli.Output;
using Burst.Core.Policies;
using Burst.Simulation.Engine;
using Burst.Simulation.Metrics;
using Burst.Simulation.Reports;
using Burst.Simulation.Traces;

namespace Burst.Cli.Commands;

internal sealed class SimulateCommand : BurstCommand
{
    private readonly SimulateFlags flags = new();
    private readonly Option<FileInfo?> prices = new("--prices") { Description = "A price file instead of the built-in price book" };
    private readonly Option<bool> timing = new("--timing") { Description = "Say on standard error what an event of the first policy took, from the beginning of the trace to its end" };
    private readonly Option<string> format = new("--output", "-o") { Description = "table or json", DefaultValueFactory = _ => "table" };

    public SimulateCommand()
        : base(
            "simulate", "Replay a workload under a policy and real prices before paying for it; several --policy values side by side",
            "burst simulate --jobs history.csv --vm-nodes 4 --vm-size D4s_v5",
            "burst simulate --jobs cluster.swf.gz --vm-nodes 40 --vm-size D32s_v5 --policy overflow --policy never",
            "burst simulate --jobs history.csv --vm-mix 2xD16s_v5,6xD4s_v5 --after 2m",
            "burst simulate --jobs history.csv --vm-nodes 4 --vm-size D4s_v5 --placements out.csv --plot out.svg --output json",
            "burst simulate --from-ledger ~/.local/state/burst --vm-nodes 3 --vm-size D2s_v5")
    {
        format.AcceptOnlyFromAmong("table", "json");
        flags.AddTo(this);
        Options.Add(prices);
        SimulateOutputs.AddTo(this);
        Options.Add(timing);
        Options.Add(format);
        Subcommands.Add(new SimulateConvertCommand());
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (options, policies) = flags.Read(parsed);
        var book = PricesCommand.Load(parsed.GetValue(prices)?.FullName);
        var (trace, name) = await flags.ReadTraceAsync(parsed, options, cancellationToken).ConfigureAwait(false);
        using var outputs = SimulateOutputs.Create(parsed, options, policies, book);
        var clock = parsed.GetValue(timing) ? new EventClock(TimeProvider.System) : null;
        var report = Run(parsed, trace, name, options, policies, book, clock is null ? outputs.Observers : outputs.Observers.Add(clock), cancellationToken);
        if (clock is not null)
            SimulateTiming.Write(clock, policies[0], parsed.InvocationConfiguration.Error);
        outputs.Finish($"{name}: {options.Vms}, policy {SimulationJson.Name(policies[0])}{(report.IsPartial ? " (partial)" : "")}");
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetRequiredValue(format) == "json")
            await output.WriteLineAsync(JsonText.Indent(SimulationJson.Write(report))).ConfigureAwait(false);
        else
            SimulationTable.Write(report, output);
        return report.IsPartial ? ExitCodes.Interrupted : ExitCodes.Ok;
    }

    private static SimulationReport Run(
        ParseResult parsed, Trace trace, string name, SimulationOptions options, ImmutableArray<BurstMode> policies,
        Burst.Cost.Prices.PriceBook book, ImmutableArray<ISimulationObserver> observers, CancellationToken cancellationToken)
    {
        try
        {
            using var bar = SimulateProgress.Create(parsed.InvocationConfiguration.Error);
            return Simulator.Run(trace, name, options, policies, book, observers, bar, cancellationToken);
        }
        catch (ArgumentException exception)
        {
            throw new CommandException(ExitCodes.Invalid, $"the cluster cannot be simulated: {exception.Message}.", exception);
        }
    }
}
