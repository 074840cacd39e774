using Burst.Core.Pods;

namespace Burst.Hosts.Docker.Wire;

/// <summary>How a container is to be asked how it is: a label on it, so that any process can go on asking.</summary>
internal sealed class ContainerProbesDto
{
    public Probe? Liveness { get; set; }

    public Probe? Readiness { get; set; }

    public Probe? Startup { get; set; }

    /// <summary>How long it has to end when it is restarted, unless the probe that failed says another time.</summary>
    public int GraceSeconds { get; set; }
}
