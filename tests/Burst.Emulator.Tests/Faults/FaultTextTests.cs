using Burst.Emulator.Faults;

namespace Burst.Emulator.Tests.Faults;

public sealed class FaultTextTests
{
    [Fact]
    public void ParseAll_OfGoodTexts_GivesRulesWithNames()
    {
        var rules = FaultText.ParseAll(["drop-reply", "drop-reply:operation=create,probability=0.5,seed=4", "delay:name=slow,delayMs=1500,afterEffect=true,times=2"]);
        Assert.Equal(["drop-reply", "drop-reply-2", "slow"], rules.Select(rule => rule.Name));
        Assert.Equal((0.5, 4, "create"), (rules[1].Probability, rules[1].Seed, rules[1].Match.Operation));
        Assert.Equal((TimeSpan.FromMilliseconds(1500), true, 2), (rules[2].Delay, rules[2].AfterEffect, rules[2].Times));
    }

    [Theory]
    [InlineData("explode", "kind 'explode' is unknown; give one of delay,")]
    [InlineData("throttle:times", "'times' is not key=value")]
    [InlineData("throttle:times=often", "times 'often' is neither a number nor true or false")]
    [InlineData("throttle:often=3", "'often' is no key with such a value; the keys are name, kind, verb,")]
    [InlineData("throttle:times=0.5", "'times' is no key with such a value")]
    [InlineData("throttle:times=-1", "times -1 is out of range")]
    public void ParseAll_OfABadText_SaysWhichAndWhatIsAccepted(string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => FaultText.ParseAll([text]));
        Assert.Contains(message, error.Message);
        Assert.StartsWith($"fault '{text}': ", error.Message);
    }

    [Fact]
    public void ParseAll_WithANameGivenTwice_IsRefused() =>
        Assert.Contains("'a' is given twice", Assert.Throws<FormatException>(() => FaultText.ParseAll(["throttle:name=a", "delay:name=a,delayMs=1"])).Message);
}
