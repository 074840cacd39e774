using Burst.Core.Pods;

namespace Burst.Hosts.Docker.Wire;

/// <summary>What is done right after each start of a container: a label on it, so that any process can do it.</summary>
internal sealed class PostStartDto
{
    public required LifecycleHook Hook { get; set; }

    /// <summary>How long the container has to end when it fails.</summary>
    public int GraceSeconds { get; set; }
}
