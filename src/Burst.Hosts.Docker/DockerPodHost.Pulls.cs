namespace Burst.Hosts.Docker;

public sealed partial class DockerPodHost
{
    /// <summary>How the pull of an image goes, as written in a pod's spec; null for one that no create has been found to lack.</summary>
    public ImagePull? FindPull(string image) => pulls.Find(image);
}
