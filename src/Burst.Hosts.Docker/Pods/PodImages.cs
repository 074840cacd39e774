using System.Collections.Immutable;
using Burst.Core.Hosts;

namespace Burst.Hosts.Docker.Pods;

/// <summary>How far a pod that is being made has got with its images, and what of that it has yet to be told.</summary>
/// <param name="askedAt">When it was first asked for; what a registry has said before then does not count.</param>
internal sealed class PodImages(long askedAt)
{
    private readonly Lock guard = new();
    private readonly HashSet<string> confirmed = [];
    private readonly HashSet<string> refused = [];
    private readonly Dictionary<string, PullTry> followed = [];
    private readonly HashSet<PullTry> ended = [];
    private readonly List<HostEvent> untold = [];

    public long AskedAt => askedAt;

    /// <summary>The registry has said for this pod that the image is what its name means.</summary>
    public bool IsConfirmed(string image)
    {
        lock (guard)
            return confirmed.Contains(image);
    }

    public void Confirm(string image)
    {
        lock (guard)
            confirmed.Add(image);
    }

    public void Doubt(string image)
    {
        lock (guard)
            confirmed.Remove(image);
    }

    /// <summary>It waits for an image that may not be pulled.</summary>
    public void Refuse(string image, HostEvent why)
    {
        lock (guard)
        {
            if (refused.Add(image))
                untold.Add(why);
        }
    }

    /// <summary>It waits for this pull, whoever has begun it.</summary>
    public void Follow(string image, PullTry pull)
    {
        lock (guard)
        {
            if (followed.TryGetValue(image, out var last) && last != pull)
                TellEnd(image, last, null);
            if (last != pull)
                untold.Add(PullEvents.Begun(image));
            followed[image] = pull;
            TellEnd(image, pull, null);
        }
    }

    /// <summary>The image is there. The engine may have it a moment before it says that the pull has ended.</summary>
    public void Settle(string image, TimeProvider time)
    {
        lock (guard)
        {
            if (followed.Remove(image, out var pull))
                TellEnd(image, pull, time.GetElapsedTime(pull.BeganAt));
        }
    }

    public ImmutableArray<HostEvent> TakeUntold()
    {
        lock (guard)
        {
            ImmutableArray<HostEvent> taken = [.. untold];
            untold.Clear();
            return taken;
        }
    }

    private void TellEnd(string image, PullTry pull, TimeSpan? elapsed)
    {
        if ((pull.Failure is not null || (pull.Took ?? elapsed) is not null) && ended.Add(pull))
            untold.Add(pull.Failure is { } failure ? PullEvents.Failed(image, failure) : PullEvents.Done(image, (pull.Took ?? elapsed)!.Value));
    }
}
