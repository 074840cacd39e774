using System.Xml.Linq;

namespace Burst.Architecture.Tests;

/// <summary>
/// The checker of simulated placements and the oracle of the scheduler judge from texts alone: a line of code shared with what they judge
/// could be wrong in both.
/// </summary>
public sealed class CheckerIndependenceTests
{
    private const string Checker = "Burst.Simulation.Checker";
    private const string Oracle = "Burst.Scheduling.Oracle";

    [Theory]
    [InlineData(Checker, Checker)]
    [InlineData($"{Checker}.Tests", Checker)]
    [InlineData(Oracle, Oracle)]
    [InlineData($"{Oracle}.Tests", Oracle)]
    public void Project_ReferencesNoProjectOfBurst(string project, string judge)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "tests", project, $"{project}.csproj"));
        var references = file.Descendants().Where(element => element.Name.LocalName is "ProjectReference" or "Reference" or "PackageReference")
            .Select(element => Path.GetFileNameWithoutExtension(element.Attribute("Include")!.Value));

        Assert.DoesNotContain(references, reference => reference != judge);
    }

    [Theory]
    [InlineData(Checker)]
    [InlineData($"{Checker}.Tests")]
    [InlineData(Oracle)]
    [InlineData($"{Oracle}.Tests")]
    public void Project_CompilesAndEmbedsNoFileFromOutside(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "tests", project, $"{project}.csproj"));
        var includes = file.Descendants().Where(element => element.Name.LocalName is "Compile" or "EmbeddedResource" or "Content" or "None" or "Import")
            .Select(element => element.Attribute("Include")?.Value ?? element.Attribute("Project")?.Value ?? "");

        Assert.DoesNotContain(includes, include => include.Contains("..", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Checker)]
    [InlineData(Oracle)]
    public void Sources_UseNoNamespaceOfBurst(string judge)
    {
        var foreign = Repository.SourceFiles($"tests/{judge}")
            .SelectMany(file => File.ReadLines(file).Select(line => (Path.GetFileName(file), line)))
            .Where(entry => entry.line.Contains("Burst.", StringComparison.Ordinal) && !entry.line.Contains(judge, StringComparison.Ordinal));

        Assert.NotEmpty(Repository.SourceFiles($"tests/{judge}"));
        Assert.Empty(foreign);
    }
}
