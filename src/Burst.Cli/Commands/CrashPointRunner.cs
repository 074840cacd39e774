using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Burst.Cli.Output;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos.CrashPoints;
using Burst.Simulation.Chaos.Hunting;

namespace Burst.Cli.Commands;

/// <summary><c>burst chaos --crash-points</c>: kills the control plane on both sides of every call of the scenario.</summary>
internal static class CrashPointRunner
{
    public static async Task<int> RunAsync(ParseResult parsed, int jobs, bool isJson, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var report = await KillAtAllAsync(error, jobs, cancellationToken).ConfigureAwait(false);
        if (isJson)
            await output.WriteLineAsync(JsonText.Indent(CrashPointJson.Write(report))).ConfigureAwait(false);
        else
            CrashPointTable.Write(report, output);
        return report.HasPassed ? ExitCodes.Ok : cancellationToken.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Failed;
    }

    private static async Task<CrashPointReport> KillAtAllAsync(TextWriter error, int jobs, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var points = CrashPointRun.FindPoints(cancellationToken);
        var kills = points.SelectMany(point => Enum.GetValues<CrashSide>().Select(side => (Point: point, Side: side))).ToList();
        var results = new ConcurrentBag<CrashPointResult>();
        using var progress = ChaosProgress.Create(error, kills.Count);
        try
        {
            await Parallel.ForEachAsync(
                kills, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellationToken },
                (kill, stop) =>
                {
                    results.Add(CrashPointRun.Kill(kill.Point, kill.Side, reader: null, stop));
                    progress?.Report(results.Count);
                    return ValueTask.CompletedTask;
                }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was judged is reported.
        }

        return new CrashPointReport(points, [.. results.OrderBy(result => result.Point.Number).ThenBy(result => result.Side)], watch.Elapsed);
    }

    /// <summary>Whether kills find deliberate bugs; of all of them, those that only a kill brings out.</summary>
    public static int Hunt(ImmutableArray<Canary> bugs, TextWriter output, CancellationToken cancellationToken)
    {
        var hunted = bugs == CanaryHunt.All ? CrashPointHunt.Canaries : bugs;
        var findings = hunted.Select(bug => CrashPointHunt.Hunt(bug, cancellationToken)).ToList();
        CrashPointFindingTable.Write(findings, output);
        return findings.TrueForAll(finding => finding.IsFound) ? ExitCodes.Ok : ExitCodes.Failed;
    }

    /// <summary>One history with one kill, told as it happens.</summary>
    public static int Replay(int number, CrashSide side, TextWriter output, CancellationToken cancellationToken)
    {
        var points = CrashPointRun.FindPoints(cancellationToken);
        if (number > points.Length)
            throw new CommandException(ExitCodes.NotFound, $"There is no call {number}: the scenario makes {points.Length}.");
        var result = CrashPointRun.Kill(
            points[number - 1], side, (at, what, who) => output.WriteLine($"{at:d\\.hh\\:mm\\:ss\\.fff}  {what,-24} {who}"), cancellationToken);
        CrashPointTable.Write(new CrashPointReport([result.Point], [result], TimeSpan.Zero), output);
        return result.Violations.IsEmpty ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
