using Xunit;
using Xunit.Sdk;

namespace Burst.Testing.Hosts;

/// <summary>As <see cref="ContractFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Burst.Testing.Hosts.ContractTheoryDiscoverer", "Burst.Testing")]
public sealed class ContractTheoryAttribute : TheoryAttribute;
