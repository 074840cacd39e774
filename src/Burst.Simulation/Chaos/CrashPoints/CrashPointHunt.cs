using System.Collections.Immutable;
using Burst.Core.Canaries;
using Burst.Simulation.Chaos.Judging;

namespace Burst.Simulation.Chaos.CrashPoints;

/// <summary>
/// Makes deliberate bugs that harm nobody until the control plane is killed, and looks whether killing it at every call finds them.
/// </summary>
public static class CrashPointHunt
{
    /// <summary>Those that only a kill brings out: the scenario keeps its promises with each of them.</summary>
    public static ImmutableArray<Canary> Canaries { get; } =
    [
        Canary.CallsBeforeCommit, Canary.CreateForgottenAtStart, Canary.DeleteForgottenAtStart, Canary.UsageForgottenAtStart, Canary.IntentsNotResumed,
    ];

    /// <summary>Kills at one point after the other, until a promise is broken.</summary>
    /// <exception cref="InvalidOperationException">This process did not ask for canaries, or the scenario fails with this one and no kill.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static CrashPointFinding Hunt(Canary canary, CancellationToken cancellationToken)
    {
        try
        {
            CanarySwitch.Choose(canary);
            var kills = 0;
            foreach (var (point, side) in AllOf(CrashPointRun.FindPoints(cancellationToken)))
            {
                kills++;
                var before = CanarySwitch.TimesSung;
                var result = Kill(canary, point, side, cancellationToken);
                var songs = CanarySwitch.TimesSung - before;
                if (songs > 0 && IsBroken(result) && Kill(Canary.None, point, side, cancellationToken).Violations.IsEmpty)
                    return new CrashPointFinding(canary, result, songs, kills);
            }

            return new CrashPointFinding(canary, null, 0, kills);
        }
        finally
        {
            CanarySwitch.Choose(Canary.None);
        }
    }

    private static IEnumerable<(CrashPoint Point, CrashSide Side)> AllOf(ImmutableArray<CrashPoint> points) =>
        points.SelectMany(point => Enum.GetValues<CrashSide>().Select(side => (point, side)));

    private static CrashPointResult Kill(Canary canary, CrashPoint point, CrashSide side, CancellationToken cancellationToken)
    {
        CanarySwitch.Choose(canary);
        return CrashPointRun.Kill(point, side, reader: null, cancellationToken);
    }

    /// <summary>That another course of things does not come to the same point says nothing.</summary>
    private static bool IsBroken(CrashPointResult result) => result.Violations.Any(violation => violation.Promise != Promises.Reached);
}
