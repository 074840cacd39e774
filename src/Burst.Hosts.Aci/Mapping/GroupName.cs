using Burst.Core.Ids;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>
/// A container group's name is a function of the pod's UID alone: a create that is sent again meets the group it made before,
/// and a pod that is made anew under the same name never meets its predecessor's.
/// </summary>
internal static class GroupName
{
    private const string Prefix = "burst-";

    public static string Of(PodUid pod) => Prefix + pod.Value.Replace("-", "", StringComparison.Ordinal);
}
