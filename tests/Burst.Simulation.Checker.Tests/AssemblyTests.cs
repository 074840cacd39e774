namespace Burst.Simulation.Checker.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void Checker_ReferencesOnlyTheFramework()
    {
        var references = typeof(Checker).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.All(references, name => Assert.StartsWith("System", name, StringComparison.Ordinal));
    }
}
