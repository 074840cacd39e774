namespace Burst.Hosts.Docker.Tests;

/// <summary>Skipped where there is no Docker Engine, or no registry for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RegistryFactAttribute : FactAttribute
{
    public RegistryFactAttribute() => Skip = TestRegistry.Missing;
}
