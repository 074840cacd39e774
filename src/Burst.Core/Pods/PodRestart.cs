namespace Burst.Core.Pods;

/// <summary>What users did to a pod's run.</summary>
/// <param name="Count">Restarts that its host has accepted; containers' own counts begin anew with each.</param>
/// <param name="AskedAt">When the last one was asked for, accepted or not.</param>
public sealed record PodRestart(int Count, DateTimeOffset AskedAt)
{
    /// <summary>For so long after a restart was asked for, an end of the run before it is not the pod's end.</summary>
    public static readonly TimeSpan SettleTime = TimeSpan.FromMinutes(2);
}
