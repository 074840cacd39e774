namespace Burst.Hosts.Docker.Wire;

internal sealed class UpdateContainerDto
{
    public RestartPolicyDto RestartPolicy { get; set; } = new();
}
