using Burst.Server.Configuration;

namespace Burst.Server.Tests.Configuration;

public sealed class DurationTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("40s", 40_000)]
    [InlineData("1.5s", 1500)]
    [InlineData("5m", 300_000)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("7d", 604_800_000)]
    [InlineData("1d1h1m1s1ms", 90_061_001)]
    public void Parse_WhatPeopleWrite_IsThatLong(string text, long milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("5s ")]
    [InlineData("1m1h")]
    [InlineData("1.5h")]
    [InlineData("999999999s")]
    [InlineData("٣s")]
    public void Parse_AnythingElse_IsRefused(string text) => Assert.False(Duration.TryParse(text, out _));
}
