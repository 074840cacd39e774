using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

internal sealed class NeedsDockerAttribute : NeedsAttribute
{
    public override string? SkipReason => DockerFolder.Missing;
}
