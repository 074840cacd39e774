namespace Burst.Scheduling.Oracle.Tests;

public sealed class AssemblyTests
{
    [Fact]
    public void Oracle_ReferencesOnlyTheFramework()
    {
        var references = typeof(FeasibilityOracle).Assembly.GetReferencedAssemblies().Select(name => name.Name!);

        Assert.All(references, name => Assert.StartsWith("System", name, StringComparison.Ordinal));
    }
}
