using Burst.Simulation.Checker.Tests.Schedules;

namespace Burst.Simulation.Checker.Tests;

public sealed class ProgramTests
{
    [Fact]
    public void Violations_EachOnALine_ThenTheirCounts()
    {
        var result = CheckedSchedule.Of(Planted.Row(row => row.IsGroup, row => row with { EndMs = row.EndMs + 1 }).Reported());

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"\ADuration: \d+ at [\d.]+ s: expected [\d.]+ s, found [\d.]+ s\n1 violations: Duration 1\n\z", result.Output);
    }

    [Fact]
    public void MissingFile_IsNotAViolation()
    {
        var result = CheckedSchedule.Of(["--jobs", "/nowhere/jobs.csv", "--placements", "p", "--report", "r", "--vm-nodes", "1", "--vm-size", "D2s_v5"]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("/nowhere/jobs.csv", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("D3s_v5", "VM size 'D3s_v5' is not known")]
    public void UnknownSize_IsNotAViolation(string size, string message)
    {
        var result = CheckedSchedule.Of(Planted.FullNode().Reported().With("--vm-size", size));

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(message, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void UnsourcedPrice_IsNotAViolation()
    {
        var result = CheckedSchedule.Of(Planted.FullQuota().Reported().With("--region", "northeurope"));

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("no sourced price of D2s_v5 as vm in northeurope", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void BadPlacementRow_NamesItsLine()
    {
        var schedule = Planted.FullNode().Reported();
        schedule.Rows[1] = schedule.Rows[1] with { Tier = "vm,extra" };

        var result = CheckedSchedule.Of(schedule);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("placements.csv:3: ", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void ReportOfAnotherPolicy_IsRefused()
    {
        var schedule = Planted.FullNode().Reported();
        schedule.Options["--policy"] = "never";

        Assert.Contains("no policy 'never'", CheckedSchedule.Of(schedule).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void JobThatFitsNowhere_MayBeRejected()
    {
        var schedule = Planted.FullNode();
        schedule.Jobs.Add(new JobRow("giant", 5000, 1000, 32, 1024));

        Assert.StartsWith("ok: ", CheckedSchedule.Of(schedule.Reported()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void PartialReport_MayLackJobs()
    {
        var schedule = Planted.FullNode();
        schedule.Jobs.Add(new JobRow("late", 5000, 1000, 1, 1024));
        schedule.Reported();
        schedule.Report["policies"]![0]!["partial"] = true;

        Assert.StartsWith("ok: ", CheckedSchedule.Of(schedule).Output, StringComparison.Ordinal);
    }
}
