using Xunit;

namespace Burst.Testing.Hosts;

/// <summary>A theory that needs a Docker Engine, and is skipped without.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DockerTheoryAttribute : TheoryAttribute
{
    public DockerTheoryAttribute() => Skip = DockerFolder.Missing;
}
