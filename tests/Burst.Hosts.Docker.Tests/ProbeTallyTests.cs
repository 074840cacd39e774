using Burst.Core.Pods;
using Burst.Hosts.Docker.Probing;

namespace Burst.Hosts.Docker.Tests;

public sealed class ProbeTallyTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("b", "?")]
    [InlineData("bb", "??")]
    [InlineData("bbb", "??-")]
    [InlineData("bbgbbb", "?????-")]
    [InlineData("g", "?")]
    [InlineData("gg", "?+")]
    [InlineData("ggbbg", "?++++")]
    [InlineData("ggbbbgg", "?+++--+")]
    [InlineData("bbbgbgg", "??----+")]
    public void Verdict_ChangesAfterEnoughOfAKindInARow(string answers, string verdicts)
    {
        var probe = new Probe { InitialDelaySeconds = 0, PeriodSeconds = 1, TimeoutSeconds = 1, SuccessThreshold = 2, FailureThreshold = 3 };
        var tally = default(ProbeTally);
        var seen = "";

        foreach (var answer in answers)
        {
            tally = tally.Add(answer == 'g', probe);
            seen += tally.Holds switch { true => '+', false => '-', null => '?' };
        }

        Assert.Equal(verdicts, seen);
    }
}
