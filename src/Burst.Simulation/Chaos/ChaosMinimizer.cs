using System.Collections.Immutable;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Reports;

namespace Burst.Simulation.Chaos;

/// <summary>
/// Takes faults out of a history for as long as the same promise is still broken, in ever smaller pieces (Zeller's delta
/// debugging), so that what is left is what it takes.
/// </summary>
public static class ChaosMinimizer
{
    /// <param name="progress">Told in words how far it has come.</param>
    /// <returns>Null when the history breaks no promise.</returns>
    public static ChaosMinimum? Minimize(ulong seed, TimeSpan length, Action<string> progress, CancellationToken cancellationToken)
    {
        IReadOnlyList<Fault> faults = FaultSchedule.Draw(seed, length);
        if (FindViolation(seed, length, faults, promise: null, cancellationToken) is not { } first)
            return null;
        var violation = first;
        for (var pieces = 2; faults.Count > 0;)
        {
            progress($"{faults.Count} faults still break it: {violation.Promise}");
            if (TryReduce(seed, length, faults, pieces, first.Promise, cancellationToken) is var (fewer, found))
            {
                (faults, violation) = (fewer, found);
                pieces = Math.Max(2, Math.Min(pieces - 1, faults.Count));
            }
            else if (pieces >= faults.Count)
            {
                break;
            }
            else
            {
                pieces = Math.Min(pieces * 2, faults.Count);
            }
        }

        return new ChaosMinimum([.. faults.Select(fault => fault.ToString())], violation);
    }

    private static (IReadOnlyList<Fault> Faults, ChaosViolation Violation)? TryReduce(
        ulong seed, TimeSpan length, IReadOnlyList<Fault> faults, int pieces, string promise, CancellationToken cancellationToken)
    {
        for (var piece = 0; piece < pieces; piece++)
        {
            var (from, to) = (faults.Count * piece / pieces, faults.Count * (piece + 1) / pieces);
            ImmutableArray<Fault> rest = [.. faults.Take(from), .. faults.Skip(to)];
            if (to > from && FindViolation(seed, length, rest, promise, cancellationToken) is { } still)
                return (rest, still);
        }

        return null;
    }

    private static ChaosViolation? FindViolation(
        ulong seed, TimeSpan length, IReadOnlyList<Fault> faults, string? promise, CancellationToken cancellationToken) =>
        ChaosRun.Run(seed, length, faults, reader: null, cancellationToken).Violations
            .FirstOrDefault(found => promise is null || found.Promise == promise);
}
