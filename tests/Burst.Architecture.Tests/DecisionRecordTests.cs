namespace Burst.Architecture.Tests;

/// <summary>docs/adr is numbered from 1 without a gap or a double, and each record's title carries the number of its file.</summary>
public sealed class DecisionRecordTests
{
    [Fact]
    public void Numbers_AreConsecutive_AndThoseOfTheTitles()
    {
        string[] files = [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "adr"), "*.md").Order(StringComparer.Ordinal)];

        Assert.NotEmpty(files);
        Assert.All(files.Index(), file =>
        {
            Assert.StartsWith($"{file.Index + 1:0000}-", Path.GetFileName(file.Item), StringComparison.Ordinal);
            Assert.StartsWith($"# {file.Index + 1}. ", File.ReadLines(file.Item).First(), StringComparison.Ordinal);
        });
    }
}
