using System.Collections.Immutable;
using System.Diagnostics;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos.Hunting;

/// <summary>
/// Makes one deliberate bug after the other and looks whether the judge finds it. First the same histories run without any: what they
/// break by themselves proves nothing.
/// </summary>
/// <param name="seeds">Histories to look in, in this order.</param>
/// <param name="length">How long faults strike in each.</param>
/// <param name="threads">Histories at the same time. Canaries come one after the other, since the one that sings is the process's.</param>
/// <param name="progress">Told a line at a time; null for nobody.</param>
public sealed class CanaryHunt(ImmutableArray<ulong> seeds, TimeSpan length, int threads, Action<string>? progress)
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    /// <summary>All deliberate bugs, as they are listed.</summary>
    public static ImmutableArray<Canary> All { get; } = [.. Enum.GetValues<Canary>().Where(canary => canary != Canary.None)];

    /// <exception cref="InvalidOperationException">This process did not ask for canaries at its start.</exception>
    public async Task<CanaryReport> RunAsync(ImmutableArray<Canary> canaries, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var findings = new List<CanaryFinding>();
        ImmutableArray<ChaosViolation> clean = [];
        try
        {
            clean = await RunCleanAsync(cancellationToken).ConfigureAwait(false);
            var known = clean.ToLookup(violation => violation.Seed, violation => violation.Promise);
            foreach (var canary in canaries)
            {
                findings.Add(await HuntAsync(canary, known, cancellationToken).ConfigureAwait(false));
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

        return new CanaryReport(canaries, clean, [.. findings], watch.Elapsed, cancellationToken.IsCancellationRequested);
    }

    private async Task<ImmutableArray<ChaosViolation>> RunCleanAsync(CancellationToken cancellationToken)
    {
        CanarySwitch.Choose(Canary.None);
        progress?.Invoke($"{seeds.Length} histories without a canary");
        var results = await AtOnceAsync(
            [.. seeds], seed => ChaosRun.Run(seed, length, reader: null, cancellationToken).Violations, cancellationToken).ConfigureAwait(false);
        return [.. results.SelectMany(violations => violations)];
    }

    /// <summary>As many histories at once as there are threads; of those, what the first seed in order has found counts.</summary>
    private async Task<CanaryFinding> HuntAsync(Canary canary, ILookup<ulong, string> known, CancellationToken cancellationToken)
    {
        CanarySwitch.Choose(canary);
        var done = 0;
        foreach (var batch in seeds.Chunk(threads))
        {
            var found = await AtOnceAsync(
                batch, seed => ChaosRun.FindOther(seed, length, known.Contains(seed) ? known[seed].ToHashSet() : Nothing, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            done += batch.Length;
            if (found.FirstOrDefault(violation => violation is not null) is { } first)
                return new CanaryFinding(canary, first, done);
        }

        return new CanaryFinding(canary, null, done);
    }

    private async Task<T[]> AtOnceAsync<T>(ulong[] batch, Func<ulong, T> run, CancellationToken cancellationToken)
    {
        var results = new T[batch.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, batch.Length), parallel, (index, _) =>
        {
            results[index] = run(batch[index]);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        return results;
    }

    private static string Describe(CanaryFinding finding) =>
        finding.Violation is { } violation ? $"{finding.Canary}: {violation}" : $"{finding.Canary}: not found in {finding.Histories} histories";
}
