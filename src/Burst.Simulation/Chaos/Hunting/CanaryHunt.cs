using System.Collections.Immutable;
using System.Diagnostics;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>
/// Makes one deliberate bug after the other and looks whether the judge finds it. A find is a promise broken after the bug was made, in
/// a history that keeps all of them without it; what breaks a promise by itself is not looked into.
/// </summary>
/// <param name="seeds">Histories to look in, in this order.</param>
/// <param name="length">How long faults strike in each.</param>
/// <param name="threads">Histories at the same time. Canaries come one after the other, since the one that sings is the process's.</param>
/// <param name="progress">Told a line at a time; null for nobody.</param>
public sealed class CanaryHunt(ImmutableArray<ulong> seeds, TimeSpan length, int threads, Action<string>? progress)
{
    /// <summary>The same histories without a canary, as far as they were needed.</summary>
    private readonly SortedDictionary<ulong, CanaryTrial> controls = [];

    /// <summary>All deliberate bugs, as they are listed.</summary>
    public static ImmutableArray<Canary> All { get; } = [.. Enum.GetValues<Canary>().Where(canary => canary != Canary.None)];

    /// <exception cref="InvalidOperationException">This process did not ask for canaries at its start.</exception>
    public async Task<CanaryReport> RunAsync(ImmutableArray<Canary> canaries, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var findings = new List<CanaryFinding>();
        try
        {
            foreach (var canary in canaries)
            {
                findings.Add(await HuntAsync(canary, cancellationToken).ConfigureAwait(false));
                progress?.Invoke($"{findings.Count} of {canaries.Length} canaries, {findings.Count(finding => finding.IsFound)} found; {Describe(findings[^1])}");
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is known is reported.
        }
        finally
        {
            CanarySwitch.Choose(Canary.None);
        }

        ImmutableArray<ChaosViolation> unusable = [.. controls.Values.Select(control => control.Violation).OfType<ChaosViolation>()];
        return new CanaryReport(canaries, unusable, [.. findings], watch.Elapsed, cancellationToken.IsCancellationRequested);
    }

    /// <summary>As many histories at once as there are threads; of those, what the first seed in order has found counts.</summary>
    private async Task<CanaryFinding> HuntAsync(Canary canary, CancellationToken cancellationToken)
    {
        var (histories, songs) = (0, 0L);
        foreach (var batch in seeds.Chunk(threads))
        {
            await RunAsync(Canary.None, [.. batch.Where(seed => !controls.ContainsKey(seed))], trial => controls[trial.Seed] = trial, cancellationToken).ConfigureAwait(false);
            var trials = new List<CanaryTrial>();
            await RunAsync(canary, [.. batch.Where(seed => controls[seed].Violation is null)], trials.Add, cancellationToken).ConfigureAwait(false);
            histories += trials.Count;
            songs += trials.Sum(trial => trial.Songs);
            if (trials.Find(trial => trial is { Violation: not null, Songs: > 0 }) is { } found)
                return new CanaryFinding(canary, found.Violation, found.Songs, histories);
        }

        return new CanaryFinding(canary, null, songs, histories);
    }

    private async Task RunAsync(Canary canary, ulong[] batch, Action<CanaryTrial> take, CancellationToken cancellationToken)
    {
        CanarySwitch.Choose(canary);
        var trials = new CanaryTrial[batch.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, batch.Length), parallel, (index, stop) =>
        {
            trials[index] = ChaosRun.Try(batch[index], length, stop);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        foreach (var trial in trials)
            take(trial);
    }

    private static string Describe(CanaryFinding finding) => finding.Violation is { } violation
        ? $"{finding.Canary}: {violation}"
        : $"{finding.Canary}: not found in {finding.Histories} histories, in which it sang {finding.Songs} times";
}
