namespace Burst.Hosts.Aci.Wire;

internal sealed class VolumeMountDto
{
    public string? Name { get; set; }

    public string? MountPath { get; set; }

    public bool ReadOnly { get; set; }
}
