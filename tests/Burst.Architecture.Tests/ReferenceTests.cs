using System.Xml.Linq;

namespace Burst.Architecture.Tests;

/// <summary>The allowed arrows between projects. A new arrow is a decision: it changes this table and docs/ARCHITECTURE.md.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Burst.Core"] = [],
        ["Burst.Emulator"] = [],
        ["Burst.Scheduling"] = ["Burst.Core"],
        ["Burst.Cost"] = ["Burst.Core"],
        ["Burst.Storage"] = ["Burst.Core"],
        ["Burst.Manifests"] = ["Burst.Core"],
        ["Burst.Hosts.Local"] = ["Burst.Core"],
        ["Burst.Hosts.Aci"] = ["Burst.Core"],
        ["Burst.Hosts.Docker"] = ["Burst.Core"],
        ["Burst.Control"] = ["Burst.Core", "Burst.Scheduling", "Burst.Cost"],
        ["Burst.Api"] = ["Burst.Core", "Burst.Control", "Burst.Cost", "Burst.Manifests"],
        ["Burst.Server"] =
        [
            "Burst.Api", "Burst.Control", "Burst.Core", "Burst.Cost", "Burst.Emulator", "Burst.Hosts.Aci", "Burst.Hosts.Docker", "Burst.Hosts.Local",
            "Burst.Manifests", "Burst.Scheduling", "Burst.Storage",
        ],
        ["Burst.Simulation"] =
        [
            "Burst.Api", "Burst.Control", "Burst.Core", "Burst.Cost", "Burst.Hosts.Aci", "Burst.Manifests", "Burst.Scheduling", "Burst.Storage",
        ],
        ["Burst.Cli"] = ["Burst.Server", "Burst.Emulator", "Burst.Simulation"],
    };

    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_References_KeepToTheAllowedArrows(string project)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"));
        var references = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).Order();

        Assert.True(Allowed.ContainsKey(project), $"{project} is not in the table of allowed references.");
        Assert.Empty(references.Except(Allowed[project]));
    }

    [Fact]
    public void EveryProject_HasSourceAndTests()
    {
        foreach (var project in Allowed.Keys)
        {
            Assert.True(Repository.SourceFiles($"src/{project}").Any(), $"{project} has no source: a project exists only once it has behaviour.");
            Assert.True(Repository.SourceFiles($"tests/{project}.Tests").Any(), $"{project} has no tests.");
        }
    }

    [Fact]
    public void Emulator_SharesNoAssemblyWithTheClientItJudges()
    {
        var references = typeof(Emulator.EmulatorServer).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.DoesNotContain(references, name => name.StartsWith("Burst.", StringComparison.Ordinal) || name.StartsWith("Azure.", StringComparison.Ordinal));
    }
}
