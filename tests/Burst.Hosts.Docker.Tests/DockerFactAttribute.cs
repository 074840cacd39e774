namespace Burst.Hosts.Docker.Tests;

/// <summary>A test that needs a Docker Engine, and is skipped without.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerFactAttribute : FactAttribute
{
    public DockerFactAttribute() => Skip = DockerEngines.Missing;
}
