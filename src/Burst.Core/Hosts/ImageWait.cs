namespace Burst.Core.Hosts;

/// <summary>What keeps a pod from being made: an image, as its spec names it, and why its containers wait, in a kubelet's words.</summary>
public sealed record ImageWait(string Image, string Reason)
{
    /// <summary>It is being pulled.</summary>
    public const string Pulling = "Pulling";

    /// <summary>It could not be pulled, and will be tried again.</summary>
    public const string PullBackOff = "ImagePullBackOff";

    /// <summary>It is not there, and may not be pulled.</summary>
    public const string NeverPull = "ErrImageNeverPull";
}
