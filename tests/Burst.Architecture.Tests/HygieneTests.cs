namespace Burst.Architecture.Tests;

public sealed class HygieneTests
{
    [Theory]
    [InlineData("NotImplementedException")]
    [InlineData("TODO")]
    [InlineData("FIXME")]
    public void Sources_HaveNoPlaceholders(string word)
    {
        var places = Repository.SourceFiles("src").Where(file => File.ReadAllText(file).Contains(word, StringComparison.Ordinal));

        Assert.Empty(places);
    }

    [Fact]
    public void Sources_StaySmall()
    {
        var tooLong = Repository.SourceFiles("src").Select(file => (Lines: File.ReadLines(file).Count(), file)).Where(entry => entry.Lines > 300);

        Assert.Empty(tooLong);
    }
}
