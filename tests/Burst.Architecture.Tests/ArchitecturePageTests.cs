using System.Text.RegularExpressions;

namespace Burst.Architecture.Tests;

/// <summary>docs/ARCHITECTURE.md is one page and names only what exists.</summary>
public sealed partial class ArchitecturePageTests
{
    private const int OnePage = 90;

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "ARCHITECTURE.md"));

    [Fact]
    public void Page_IsOnePage() => Assert.InRange(Page.Split('\n').Length, 20, OnePage);

    [Fact]
    public void Page_NamesOnlyTypesAndPathsThatExist()
    {
        var files = Repository.SourceFiles("src").Select(file => Path.GetFileNameWithoutExtension(file)!).ToHashSet();
        var unknown = CodeSpan().Matches(Page).Select(match => match.Groups[1].Value)
            .Where(name => name.Contains('/', StringComparison.Ordinal) && !name.EndsWith('/')
                ? !Path.Exists(Path.Combine(Repository.Root, name))
                : name != nameof(TimeProvider) && TypeName().IsMatch(name) && !files.Contains(name) && !Directory.Exists(Path.Combine(Repository.Root, "src", name)));

        Assert.Empty(unknown);
    }

    [GeneratedRegex(@"`([^`\n]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\A([A-Z][a-z]+){2,}[A-Za-z]*\z|\ABurst\.[A-Za-z.]+\z")]
    private static partial Regex TypeName();
}
