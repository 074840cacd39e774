using System.Text.RegularExpressions;

namespace Burst.Architecture.Tests;

public sealed partial class LogEventIdTests
{
    [Fact]
    public void LogMessageIds_AreUniqueAcrossAssemblies()
    {
        var ids = Repository.SourceFiles("src")
            .SelectMany(file => Id().Matches(File.ReadAllText(file)).Select(match => (Id: match.Groups[1].Value, File: Path.GetFileName(file)))).ToList();

        Assert.NotEmpty(ids);
        Assert.Empty(ids.GroupBy(entry => entry.Id).Where(group => group.Count() > 1).Select(group => $"{group.Key}: {string.Join(", ", group)}"));
    }

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId\s*=\s*)?(\d+)")]
    private static partial Regex Id();
}
