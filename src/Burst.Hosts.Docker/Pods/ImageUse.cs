using Burst.Core.Pods;

namespace Burst.Hosts.Docker.Pods;

/// <summary>An image that a pod needs. Where its containers differ, the registry is asked if one of them wants that, and it is pulled if one of them may.</summary>
internal readonly record struct ImageUse(string Image, PullPolicy Policy)
{
    public static IEnumerable<ImageUse> Of(PodSpec spec) => spec.AllContainers
        .GroupBy(container => container.Image, container => container.PullPolicy ?? PullPolicy.IfNotPresent)
        .Select(uses => new ImageUse(uses.Key, uses.Contains(PullPolicy.Always) ? PullPolicy.Always : uses.Min()));
}
