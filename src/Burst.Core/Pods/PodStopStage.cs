namespace Burst.Core.Pods;

/// <summary>How far a stop, and the start after it, have come. What is asked for and what is so are never one word.</summary>
public enum PodStopStage
{
    /// <summary>Asked for; the containers run until their host shows that they do not.</summary>
    Stopping,

    /// <summary>Shown by the host: nothing runs and nothing is used.</summary>
    Stopped,

    /// <summary>Asked for; what is used is on the books from then on.</summary>
    Starting,

    /// <summary>Runs again. Kept, as what was seen of an earlier run may yet be told.</summary>
    Started,
}
