using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Hosts.Docker.Mapping;

/// <summary>Names on the engine. They are made from the pod's UID, so a repeated create converges; the rest is for people.</summary>
internal static class PodNames
{
    /// <summary>Docker's way of saying that a pod's network is held, as kubelets named it.</summary>
    private const string HolderName = "POD";

    public static string Holder(PodLaunch launch) => Of(launch, HolderName);

    public static string Container(PodLaunch launch, string container) => Of(launch, container);

    public static string Volume(PodUid pod, string volume) => $"burst_{volume}_{pod}";

    private static string Of(PodLaunch launch, string part) => $"burst_{part}_{launch.Name}_{launch.Namespace}_{launch.Uid}";
}
