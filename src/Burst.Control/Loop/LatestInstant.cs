using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Core.Storage;

namespace Burst.Control.Loop;

/// <summary>The latest instant that a control plane has written down by its own clock; those of hosts are by theirs.</summary>
internal static class LatestInstant
{
    /// <returns>The beginning of time for an empty store.</returns>
    public static DateTimeOffset Of(StoredState stored)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var item in stored.Objects)
        {
            latest = Later(latest, Later(item.Metadata.CreatedAt, item.Metadata.DeletionRequestedAt ?? DateTimeOffset.MinValue));
            if (item is Pod pod)
                latest = Later(latest, pod.HostStateSince);
            else if (item is Node node)
                latest = Later(latest, node.Readiness.Since);
        }

        return latest;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
