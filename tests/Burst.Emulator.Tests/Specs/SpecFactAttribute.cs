namespace Burst.Emulator.Tests.Specs;

/// <summary>A test that needs the service's specification, and is skipped without.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpecFactAttribute : FactAttribute
{
    public SpecFactAttribute() => Skip = SpecFolder.Aci is null ? SpecFolder.SkipReason : null;
}
