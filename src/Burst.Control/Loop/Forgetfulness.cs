using Burst.Core.Canaries;
using Burst.Core.Ledger;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Storage;

namespace Burst.Control.Loop;

/// <summary>What a start forgets of what is stored: nothing, but while one of its canaries sings.</summary>
internal static class Forgetfulness
{
    public static StoredState Of(StoredState stored, DateTimeOffset now) => !CanarySwitch.AreAllowed ? stored : stored with
    {
        Objects = [.. stored.Objects.Select(item => Of(item))],
        OpenUsage = [.. stored.OpenUsage.Select(record => Of(record, now))],
    };

    private static ClusterObject Of(ClusterObject item) => item switch
    {
        Pod { HostState: HostState.CreateIntended } pod when CanarySwitch.Sings(Canary.CreateForgottenAtStart) =>
            pod with { HostState = HostState.None, Placement = null },
        Pod { HostState: HostState.DeleteIntended } pod when CanarySwitch.Sings(Canary.DeleteForgottenAtStart) =>
            pod with { HostState = HostState.Gone },
        _ => item,
    };

    private static UsageRecord Of(UsageRecord record, DateTimeOffset now) =>
        CanarySwitch.Sings(Canary.UsageForgottenAtStart) ? record with { EndedAt = now } : record;
}
