using System.Xml.Linq;

namespace Burst.Architecture.Tests;

/// <summary>The checker of simulated placements judges from the files alone: a line of code shared with what it judges could be wrong in both.</summary>
public sealed class CheckerIndependenceTests
{
    private const string Checker = "Burst.Simulation.Checker";

    [Theory]
    [InlineData(Checker)]
    [InlineData($"{Checker}.Tests")]
    public void Project_ReferencesNoProjectOfBurst(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "tests", project, $"{project}.csproj"));
        var references = file.Descendants().Where(element => element.Name.LocalName is "ProjectReference" or "Reference" or "PackageReference")
            .Select(element => Path.GetFileNameWithoutExtension(element.Attribute("Include")!.Value));

        Assert.DoesNotContain(references, reference => reference != Checker);
    }

    [Theory]
    [InlineData(Checker)]
    [InlineData($"{Checker}.Tests")]
    public void Project_CompilesAndEmbedsNoFileFromOutside(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "tests", project, $"{project}.csproj"));
        var includes = file.Descendants().Where(element => element.Name.LocalName is "Compile" or "EmbeddedResource" or "Content" or "None" or "Import")
            .Select(element => element.Attribute("Include")?.Value ?? element.Attribute("Project")?.Value ?? "");

        Assert.DoesNotContain(includes, include => include.Contains("..", StringComparison.Ordinal));
    }

    [Fact]
    public void Sources_UseNoNamespaceOfBurst()
    {
        var foreign = Repository.SourceFiles($"tests/{Checker}")
            .SelectMany(file => File.ReadLines(file).Select(line => (Path.GetFileName(file), line)))
            .Where(entry => entry.line.Contains("Burst.", StringComparison.Ordinal) && !entry.line.Contains(Checker, StringComparison.Ordinal));

        Assert.NotEmpty(Repository.SourceFiles($"tests/{Checker}"));
        Assert.Empty(foreign);
    }
}
