using Xunit;

namespace Burst.Testing.Specs;

/// <summary>A test that needs the service's specification, and is skipped without.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SpecFactAttribute : FactAttribute
{
    public SpecFactAttribute() => Skip = SpecFolder.Aci is null ? SpecFolder.SkipReason : null;
}
