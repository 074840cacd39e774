namespace Burst.Hosts.Docker.Tests;

/// <summary>A theory that needs a Docker Engine, and is skipped without.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerTheoryAttribute : TheoryAttribute
{
    public DockerTheoryAttribute() => Skip = DockerEngines.Missing;
}
