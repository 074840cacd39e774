using Xunit;
using Xunit.Sdk;

namespace Burst.Testing.Hosts;

/// <summary>A test of a contract suite: skipped where a class that derives the suite says that it <see cref="NeedsAttribute">needs</see> what is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Burst.Testing.Hosts.ContractFactDiscoverer", "Burst.Testing")]
public sealed class ContractFactAttribute : FactAttribute;
