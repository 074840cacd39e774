using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Burst.Cli.Output;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos;
using Burst.Simulation.Chaos.CrashPoints;
using Burst.Simulation.Chaos.Hunting;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Cli.Commands;

internal sealed class ChaosCommand : BurstCommand
{
    private const int HoursMax = 24 * 366;

    private readonly Option<SeedRange> seeds = SeedRange.Option("--seeds", "Histories to run, such as 1..100");
    private readonly Option<ulong?> seed = new("--seed") { Description = "Replay one history and print everything that happens in it" };
    private readonly Option<ulong?> minimize = new("--minimize") { Description = "Find the fewest faults with which this history still breaks a promise" };
    private readonly Option<bool> crashPoints = new("--crash-points") { Description = "Kill the control plane before and after the effect of every call of one scenario" };
    private readonly Option<int?> killBefore = NumberOption.Create("--kill-before", "Replay that scenario with a kill before the effect of this call", 1, int.MaxValue);
    private readonly Option<int?> killAfter = NumberOption.Create("--kill-after", "Replay that scenario with a kill after the effect of this call", 1, int.MaxValue);
    private readonly Option<int?> hours = NumberOption.Create("--hours", "Simulated hours in which faults strike, in each history (24)", 1, HoursMax);
    private readonly Option<string> world = new("--world") { Description = "drawn: each seed has a world of its own size; small: two VM nodes and a region, for long histories", DefaultValueFactory = _ => "drawn" };
    private readonly Option<int?> jobs = NumberOption.Create("--jobs", "Histories at the same time (one for each core)", 1, 256);
    private readonly Option<string> format = new("--output", "-o") { Description = "table or json", DefaultValueFactory = _ => "table" };

    private readonly Option<ImmutableArray<Canary>?> canaries = CanaryOption.Create();

    public ChaosCommand()
        : base(
            "chaos", "Run the real control plane in a simulated world that breaks, and judge it by what the world sees",
            "burst chaos --seeds 1..100 --hours 24",
            "burst chaos --seed 42 --hours 2",
            "burst chaos --world small --seeds 1..10 --hours 240",
            "burst chaos --minimize 42",
            "burst chaos --canaries --seeds 1..50 --hours 2",
            "burst chaos --crash-points --output json",
            "burst chaos --crash-points --canaries")
    {
        format.AcceptOnlyFromAmong("table", "json");
        world.AcceptOnlyFromAmong("drawn", "small");
        foreach (var option in new Option[] { seeds, seed, minimize, canaries, crashPoints, killBefore, killAfter, hours, world, jobs, format })
            Options.Add(option);
        Validators.Add(result =>
        {
            if (SizeOf(result.GetValue(world)) == WorldSize.Small && FindOfOtherWorlds(result) is { } other)
                result.AddError($"--world small is for --seeds and --seed; with {other.Name} the world is drawn.");
        });
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var length = TimeSpan.FromHours(parsed.GetValue(hours) ?? 24);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(minimize) is { } broken)
            return await MinimizeAsync(broken, length, output, parsed.InvocationConfiguration.Error, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(canaries) is { } bugs)
        {
            if (parsed.GetValue(crashPoints))
                return CrashPointRunner.Hunt(bugs, output, cancellationToken);
            if (parsed.GetValue(seed) is null)
                return await HuntAsync(parsed, bugs, length, cancellationToken).ConfigureAwait(false);
            CanarySwitch.Choose(bugs[0]);
        }

        if (parsed.GetValue(crashPoints))
            return await CrashPointRunner.RunAsync(parsed, JobsOf(parsed), parsed.GetRequiredValue(format) == "json", cancellationToken).ConfigureAwait(false);
        if ((parsed.GetValue(killBefore) ?? parsed.GetValue(killAfter)) is { } call)
            return CrashPointRunner.Replay(call, parsed.GetValue(killBefore) is null ? CrashSide.After : CrashSide.Before, output, cancellationToken);
        var report = parsed.GetValue(seed) is { } one
            ? Replay(one, length, SizeOf(parsed.GetValue(world)), output, cancellationToken)
            : await RunManyAsync(parsed, length, cancellationToken).ConfigureAwait(false);
        if (parsed.GetRequiredValue(format) == "json")
            await output.WriteLineAsync(JsonText.Indent(ChaosJson.Write(report))).ConfigureAwait(false);
        else
            ChaosTable.Write(report, output);
        return report.IsPartial ? ExitCodes.Interrupted : report.HasPassed ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private Option? FindOfOtherWorlds(System.CommandLine.Parsing.CommandResult result) =>
        new Option[] { minimize, canaries, crashPoints, killBefore, killAfter }.FirstOrDefault(option => result.GetResult(option) is { Implicit: false });

    private static WorldSize SizeOf(string? name) => name == "small" ? WorldSize.Small : WorldSize.Drawn;

    private int JobsOf(ParseResult parsed) => parsed.GetValue(jobs) ?? Environment.ProcessorCount;

    private static ChaosReport Replay(ulong seed, TimeSpan length, WorldSize size, TextWriter output, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var result = ChaosRun.Run(seed, length, size, (at, what, who) => output.WriteLine($"{at:d\\.hh\\:mm\\:ss\\.fff}  {what,-24} {who}"), cancellationToken);
        return new ChaosReport([result], watch.Elapsed, 1, IsPartial: false);
    }

    private async Task<ChaosReport> RunManyAsync(ParseResult parsed, TimeSpan length, CancellationToken cancellationToken)
    {
        var threads = JobsOf(parsed);
        var results = new ConcurrentBag<ChaosResult>();
        var range = parsed.GetRequiredValue(seeds);
        var size = SizeOf(parsed.GetValue(world));
        var watch = Stopwatch.StartNew();
        using var progress = ChaosProgress.Create(parsed.InvocationConfiguration.Error, range.Count);
        try
        {
            await Parallel.ForEachAsync(
                range.All(), new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken },
                (number, stop) =>
                {
                    results.Add(ChaosRun.Run(number, length, size, reader: null, stop));
                    progress?.Report(results.Count);
                    return ValueTask.CompletedTask;
                }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was finished is reported.
        }

        return new ChaosReport(
            [.. results.OrderBy(result => result.Seed)], watch.Elapsed, Math.Min(threads, range.Count), cancellationToken.IsCancellationRequested);
    }

    private async Task<int> HuntAsync(ParseResult parsed, ImmutableArray<Canary> bugs, TimeSpan length, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var hunt = new CanaryHunt(
            [.. parsed.GetRequiredValue(seeds).All()], length, parsed.GetValue(jobs) ?? Environment.ProcessorCount, error.WriteLine);
        var report = await hunt.RunAsync(bugs, cancellationToken).ConfigureAwait(false);
        if (parsed.GetRequiredValue(format) == "json")
            await output.WriteLineAsync(JsonText.Indent(CanaryJson.Write(report))).ConfigureAwait(false);
        else
            CanaryTable.Write(report, output);
        return report.IsPartial ? ExitCodes.Interrupted : report.HasPassed ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<int> MinimizeAsync(ulong seed, TimeSpan length, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var minimum = ChaosMinimizer.Minimize(seed, length, line => error.WriteLine(line), cancellationToken);
        if (minimum is null)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Seed {seed} breaks no promise in {length.TotalHours:0} h.")).ConfigureAwait(false);
            return ExitCodes.Ok;
        }

        foreach (var line in minimum.Faults)
            await output.WriteLineAsync(line).ConfigureAwait(false);
        await output.WriteLineAsync($"VIOLATION {minimum.Violation}").ConfigureAwait(false);
        return ExitCodes.Failed;
    }
}
