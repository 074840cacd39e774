namespace Burst.Core.Storage;

/// <summary>Names of the cluster-wide settings in the store.</summary>
public static class ClusterSettings
{
    /// <summary>"true" while the emergency brake is on: nothing new is created.</summary>
    public const string Paused = "paused";

    /// <summary>Who pulled the brake, when and why.</summary>
    public const string PausedReason = "paused-reason";

    /// <summary>
    /// When this state was restored from a backup, until <c>burst resume</c>: what runs unknown to it may have been started after the
    /// backup, so it is not ended.
    /// </summary>
    public const string RestoredAt = "restored-at";

    /// <summary>Where virtual nodes were that have left: groups of theirs may turn up there for as long as a day.</summary>
    public const string RetiredPlaces = "retired-places";

    /// <summary>This cluster's identity, a GUID made once; the owner of everything it creates.</summary>
    public const string ClusterId = "cluster-id";
}
