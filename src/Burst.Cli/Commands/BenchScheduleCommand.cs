using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Cli.Output;
using Burst.Simulation.Benchmarks;

namespace Burst.Cli.Commands;

internal sealed class BenchScheduleCommand : BurstCommand
{
    private readonly Option<int?> nodes = NumberOption.Create("--nodes", "VM nodes, of four sizes (5000)", 1, ScheduleBenchOptions.NodesMax);
    private readonly Option<int?> pods = NumberOption.Create("--pods", "Pods, of 240 templates in shuffled order (50000)", 1, ScheduleBenchOptions.PodsMax);
    private readonly Option<int?> batch = NumberOption.Create("--batch", "Pods that arrive together, and are placed in one step (1000)", 1, ScheduleBenchOptions.BatchMax);
    private readonly Option<string> shape = new("--shape") { Description = "What the pods ask for: basic (a node with room), spread (over ten zones), anti-affinity (a node each), affinity (one zone together), mixed (a quarter each), preemption (half of them fill the nodes, and the other half, of higher priority, displace these)", DefaultValueFactory = _ => "basic" };
    private readonly Option<string> store = new("--store") { Description = "sqlite: each step is committed with a flush to the disk before it counts; memory: it is not", DefaultValueFactory = _ => "sqlite" };
    private readonly Option<DirectoryInfo?> state = new("--state") { Description = "Keep the state of --store sqlite in this folder, which is new or empty, for --reread" };
    private readonly Option<bool> reasons = new("--reasons") { Description = "Write events, decisions and the texts of pods, as burst up does" };
    private readonly Option<ulong> seed = new("--seed") { Description = "Of sizes and order", DefaultValueFactory = _ => 1 };
    private readonly Option<DirectoryInfo?> reread = new("--reread") { Description = "Instead of a run, compare what an earlier one with --state, which may have been killed, has left with what was acknowledged" };
    private readonly Option<string> format = new("--output", "-o") { Description = "table or json", DefaultValueFactory = _ => "table" };

    private static readonly SortedDictionary<string, ScheduleShape> Shapes = new(StringComparer.Ordinal)
    {
        ["basic"] = ScheduleShape.Basic,
        ["spread"] = ScheduleShape.Spread,
        ["anti-affinity"] = ScheduleShape.AntiAffinity,
        ["affinity"] = ScheduleShape.Affinity,
        ["mixed"] = ScheduleShape.Mixed,
        ["preemption"] = ScheduleShape.Preemption,
    };

    public BenchScheduleCommand()
        : base(
            "schedule", "Place many pods on many nodes as fast as it goes, check every placement, and say how fast it was",
            "burst bench schedule --nodes 5000 --pods 50000",
            "burst bench schedule --nodes 5000 --pods 50000 --shape mixed --store memory --output json",
            "burst bench schedule --pods 500000 --state /tmp/bench",
            "burst bench schedule --reread /tmp/bench")
    {
        shape.AcceptOnlyFromAmong([.. Shapes.Keys]);
        store.AcceptOnlyFromAmong("sqlite", "memory");
        format.AcceptOnlyFromAmong("table", "json");
        foreach (var option in new Option[] { nodes, pods, shape, batch, store, state, reasons, seed, reread, format })
            Options.Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(state) is not null && result.GetValue(store) == "memory")
                result.AddError("--state is for --store sqlite: with --store memory nothing is kept.");
        });
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(reread) is { } left)
            return await RereadAsync(left, parsed, cancellationToken).ConfigureAwait(false);
        var kept = parsed.GetValue(state);
        if (kept is { Exists: true } && kept.EnumerateFileSystemInfos().Any())
            throw new CommandException(ExitCodes.Invalid, $"{kept.FullName} is not empty: a benchmark starts with a state of its own.");
        var folder = parsed.GetRequiredValue(store) == "memory" ? null : kept ?? Directory.CreateTempSubdirectory("burst-bench-");
        try
        {
            folder?.Create();
            return await MeasureAsync(folder, parsed, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (kept is null)
                folder?.Delete(recursive: true);
        }
    }

    private async Task<int> MeasureAsync(DirectoryInfo? folder, ParseResult parsed, CancellationToken cancellationToken)
    {
        var usual = new ScheduleBenchOptions();
        var options = usual with
        {
            Nodes = parsed.GetValue(nodes) ?? usual.Nodes,
            Pods = parsed.GetValue(pods) ?? usual.Pods,
            Batch = parsed.GetValue(batch) ?? usual.Batch,
            Shape = Shapes[parsed.GetRequiredValue(shape)],
            Seed = parsed.GetRequiredValue(seed),
            StateFolder = folder?.FullName,
            WritesReasons = parsed.GetValue(reasons),
        };
        ScheduleBenchResult result;
        using (var progress = BenchProgress.Create(parsed.InvocationConfiguration.Error, options.Pods))
            result = await new ScheduleBench(options, TimeProvider.System).RunAsync(progress, cancellationToken).ConfigureAwait(false);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetRequiredValue(format) == "json")
            await output.WriteLineAsync(JsonText.Indent(Write(options, result))).ConfigureAwait(false);
        else
            Show(options, result, output);
        return result.Violations.Count == 0 && result.Placed + result.Preempted == options.Pods ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static void Show(ScheduleBenchOptions options, ScheduleBenchResult result, TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Placed} of {options.Pods} pods placed on {options.Nodes} nodes in {result.Elapsed.TotalSeconds:0.000} s, {(options.StateFolder is null ? "in memory" : "each step on disk")}"));
        if (options.Shape == ScheduleShape.Preemption)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Preempted} others had a place, and were ended for pods of higher priority"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.PlacementsPerSecond:0} placements a second; the last tenth is {result.LastTenthToFirst:0.00} of the first"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"steps: half within {result.StepP50.TotalMilliseconds:0.00} ms, 99 % within {result.StepP99.TotalMilliseconds:0.00} ms; one with nothing to do takes {result.IdleStep.TotalMilliseconds:0.000} ms"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.BytesPerPlacement} bytes allocated a placement"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Violations.Count} violations"));
        foreach (var violation in result.Violations)
            output.WriteLine($"VIOLATION {violation}");
    }

    private static JsonObject Write(ScheduleBenchOptions options, ScheduleBenchResult result) => new()
    {
        ["nodes"] = options.Nodes,
        ["pods"] = options.Pods,
        ["shape"] = Shapes.Single(pair => pair.Value == options.Shape).Key,
        ["batch"] = options.Batch,
        ["seed"] = options.Seed,
        ["store"] = options.StateFolder is null ? "memory" : "sqlite",
        ["placed"] = result.Placed,
        ["preempted"] = result.Preempted,
        ["violations"] = new JsonArray([.. result.Violations.Select(violation => JsonValue.Create(violation))]),
        ["seconds"] = result.Elapsed.TotalSeconds,
        ["placementsPerSecond"] = result.PlacementsPerSecond,
        ["stepP50Milliseconds"] = result.StepP50.TotalMilliseconds,
        ["stepP99Milliseconds"] = result.StepP99.TotalMilliseconds,
        ["idleStepMilliseconds"] = result.IdleStep.TotalMilliseconds,
        ["lastTenthToFirst"] = result.LastTenthToFirst,
        ["bytesPerPlacement"] = result.BytesPerPlacement,
    };

    private static async Task<int> RereadAsync(DirectoryInfo folder, ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            var (acknowledged, found, violations) = await ScheduleBench.RereadAsync(folder.FullName, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{acknowledged} pods were acknowledged, {found} are there, {violations.Count} violations")).ConfigureAwait(false);
            foreach (var violation in violations)
                await output.WriteLineAsync($"VIOLATION {violation}").ConfigureAwait(false);
            return violations.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
        }
        catch (IOException exception)
        {
            throw new CommandException(ExitCodes.NotFound, $"no benchmark has run in {folder.FullName}: {exception.Message}", exception);
        }
    }
}
