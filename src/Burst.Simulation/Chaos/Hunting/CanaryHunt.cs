using System.Collections.Immutable;
using System.Diagnostics;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>
/// Makes one deliberate bug after the other and looks whether the judge finds it. A find is a promise that the bug is there to break,
/// broken after the bug was made, in a history that keeps all promises without it; what breaks one by itself is not looked into.
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
                progress?.Invoke($"{findings.Count} of {canaries.Length} canaries, {findings.Count(finding => finding.IsFound)} found; {findings[^1]}");
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

        ImmutableArray<ChaosViolation> unusable = [.. controls.Values.Select(control => control.Any).OfType<ChaosViolation>()];
        return new CanaryReport(canaries, unusable, [.. findings], watch.Elapsed, cancellationToken.IsCancellationRequested);
    }

    /// <summary>As many histories at once as there are threads; of those, what the first seed in order has found counts.</summary>
    private async Task<CanaryFinding> HuntAsync(Canary canary, CancellationToken cancellationToken)
    {
        var trials = new List<CanaryTrial>();
        foreach (var batch in seeds.Chunk(threads))
        {
            var unknown = batch.Where(seed => !controls.ContainsKey(seed)).ToArray();
            foreach (var control in await RunAsync(Canary.None, unknown, static _ => true, cancellationToken).ConfigureAwait(false))
                controls[control.Seed] = control;
            var usable = batch.Where(seed => controls[seed].Any is null).ToArray();
            trials.AddRange(await RunAsync(canary, usable, ExpectedPromises.Of(canary).Contains, cancellationToken).ConfigureAwait(false));
            if (trials.Find(trial => trial.IsFind) is { } found)
                return new CanaryFinding(canary, found.Violation, null, found.Songs, trials.Count);
        }

        return new CanaryFinding(
            canary, null, trials.Select(trial => trial.Any).FirstOrDefault(any => any is not null), trials.Sum(trial => trial.Songs), trials.Count);
    }

    private async Task<CanaryTrial[]> RunAsync(Canary canary, ulong[] batch, Func<string, bool> isLookedFor, CancellationToken cancellationToken)
    {
        CanarySwitch.Choose(canary);
        var trials = new CanaryTrial[batch.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, batch.Length), parallel, (index, stop) =>
        {
            trials[index] = ChaosRun.Try(batch[index], length, isLookedFor, stop);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return trials;
    }
}
