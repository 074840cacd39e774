using System.Collections.Concurrent;

namespace Burst.Hosts.Docker.Pods;

/// <summary>How far a pod that is being made has got with its images.</summary>
/// <param name="askedAt">When it was first asked for; what a registry has said before then does not count.</param>
internal sealed class PodImages(long askedAt)
{
    private readonly ConcurrentDictionary<string, bool> confirmed = new();

    public long AskedAt => askedAt;

    /// <summary>The registry has said for this pod that the image is what its name means.</summary>
    public bool IsConfirmed(string image) => confirmed.ContainsKey(image);

    public void Confirm(string image) => confirmed[image] = true;

    public void Doubt(string image) => confirmed.TryRemove(image, out _);
}
