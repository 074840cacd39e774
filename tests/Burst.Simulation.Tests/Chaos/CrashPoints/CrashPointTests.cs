using System.Collections.Concurrent;
using Burst.Simulation.Chaos.CrashPoints;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.CrashPoints;

public sealed class CrashPointTests
{
    [Fact]
    public void EveryPoint_KilledBeforeAndAfterItsEffect_Converges()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var points = CrashPointRun.FindPoints(CancellationToken.None);
        var results = new ConcurrentBag<CrashPointResult>();
        Parallel.ForEach(
            points.SelectMany(point => Enum.GetValues<CrashSide>().Select(side => (point, side))),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            kill => results.Add(CrashPointRun.Kill(kill.point, kill.side, reader: null, CancellationToken.None)));
        var report = new CrashPointReport(points, [.. results.OrderBy(result => result.Point.Number)], TimeSpan.Zero);

        Assert.Empty(report.Violations.Select(found => $"{found.Result.Side} {found.Result.Point}: {found.Violation}"));
        Assert.True(report.HasPassed);
        Assert.All(report.Figures, figure => Assert.Equal(figure.Points * 2, figure.Killed));
    }

    [Theory]
    [InlineData(CrashSide.Before, 0)]
    [InlineData(CrashSide.After, 1)]
    public void KilledAtACreate_EffectIsThereOnlyAfterIt(CrashSide side, int effects)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var create = CrashPointRun.FindPoints(CancellationToken.None).First(point => point.Method == "CreateAsync");
        var history = Replay(create, side);
        var killed = history.IndexOf("fault ControllerKilled");

        Assert.Equal(effects, history[..killed].Count(line => line == "vm start"));
        Assert.Equal(2, history.Count(line => line == "controller start"));
    }

    [Fact]
    public void Scenario_FillsSpillsLosesAMachineAndGetsItBackWithStrays()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        using var history = new CrashHistory(0, CrashSide.Before, null, CancellationToken.None);
        history.Play();
        var lost = history.World.Vms.Single(vm => vm.Name.Value == "vm-1").Name;

        Assert.Equal(6, history.World.Regions.Single().Records.Count(record => !record.IsForeign));
        Assert.Contains(history.Court.Register.All, life => life.PodName.StartsWith("job3", StringComparison.Ordinal) && life.Node == lost);
        Assert.Contains(history.Court.Register.All, life => life.PodName.StartsWith("job3", StringComparison.Ordinal) && life.Node != lost);
        Assert.All(history.Court.Book.All, workload => Assert.True(workload.IsDeleted));
        Assert.Empty(history.Court.Register.Existing);
    }

    [Fact]
    public void SameKill_SameHistory()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var point = CrashPointRun.FindPoints(CancellationToken.None)[100];

        Assert.Equal(Replay(point, CrashSide.After), Replay(point, CrashSide.After));
    }

    [Fact]
    public void PointThatIsNotReached_IsAViolation()
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var result = CrashPointRun.Kill(new CrashPoint(100_000, "IStateStore", "CommitAsync"), CrashSide.After, null, CancellationToken.None);

        Assert.Equal("crash point not reached", Assert.Single(result.Violations).Promise);
    }

    private static List<string> Replay(CrashPoint point, CrashSide side)
    {
        var lines = new List<string>();
        Assert.Empty(CrashPointRun.Kill(point, side, (_, what, _) => lines.Add(what), CancellationToken.None).Violations);
        return lines;
    }
}
