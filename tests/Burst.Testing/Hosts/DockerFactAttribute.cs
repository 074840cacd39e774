using Xunit;

namespace Burst.Testing.Hosts;

/// <summary>A test that needs a Docker Engine, and is skipped without.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DockerFactAttribute : FactAttribute
{
    public DockerFactAttribute() => Skip = DockerFolder.Missing;
}
