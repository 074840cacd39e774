using Burst.Simulation.Checker.Tests.Schedules;

namespace Burst.Simulation.Checker.Tests;

public sealed class CorrectScheduleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Overflow_FirstFit_IsOk(int seed) => AssertOk(ScheduleGenerator.Make(seed, 300));

    [Theory]
    [InlineData("--policy", "never", "--vm-size", "D4s_v5")]
    [InlineData("--policy", "always", "--after", "0s")]
    [InlineData("--policy", "prefer", "--after", "0s")]
    [InlineData("--aci-cores", "12", "--aci-groups", "5")]
    [InlineData("--creates-per-5min", "3", "--creates-per-hour", "20")]
    [InlineData("--vm-start", "0s", "--aci-start", "0s")]
    [InlineData("--vm-nodes", "5", "--after", "0s")]
    [InlineData("--vm-mix", "1xD2s_v5,1xD4s_v5", "--after", "30s")]
    [InlineData("--vm-mix", "2xD4s_v5,110xD2s_v5", "--vm-start", "3s")]
    [InlineData("--vm-tier", "vm-reserved-1y", "--vm-nodes", "12")]
    [InlineData("--vm-tier", "vm-reserved-3y", "--vm-nodes", "120")]
    public void AnyOptions_FirstFit_IsOk(string name, string value, string other, string otherValue) =>
        AssertOk(ScheduleGenerator.Make(7, 300, (name, value), (other, otherValue)));

    [Fact]
    public void Rows_InAnyOrder_AreOk()
    {
        var schedule = ScheduleGenerator.Make(8, 200);
        schedule.Rows.Reverse();

        AssertOk(schedule);
    }

    [Fact]
    public void Empty_IsOk() => AssertOk(new Schedule().Reported());

    [Fact]
    public void Ok_SaysHowMuchWasChecked()
    {
        var schedule = ScheduleGenerator.Make(9, 50);

        Assert.Matches($@"\Aok: {schedule.Rows.Count} placements, \d{{3,}} checks\n\z", CheckedSchedule.Of(schedule).Output);
    }

    [Fact]
    public void Generated_SpillsAndHasGangs()
    {
        var schedule = ScheduleGenerator.Make(1, 300);

        Assert.InRange(schedule.Rows.Count(row => row.IsGroup), 50, 350);
        Assert.Contains(schedule.Jobs, job => job.Pods > 1);
    }

    private static void AssertOk(Schedule schedule)
    {
        var result = CheckedSchedule.Of(schedule);

        Assert.Equal("", result.Errors);
        Assert.StartsWith("ok: ", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }
}
