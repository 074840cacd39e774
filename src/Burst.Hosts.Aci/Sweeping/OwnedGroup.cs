using Burst.Core.Ids;

namespace Burst.Hosts.Aci.Sweeping;

/// <summary>A container group whose tags name one owner.</summary>
/// <param name="Name">Of the group.</param>
/// <param name="Pod">Null when its tags do not say which pod it is, or its name is not that pod's: then it is never touched.</param>
/// <param name="Node">The node that had it made; empty when the tags do not say.</param>
/// <param name="Namespace">Of the pod.</param>
/// <param name="PodName">Of the pod.</param>
/// <param name="Expiry">Until when it may live if its cluster vanishes; null when the tags do not say.</param>
public sealed record OwnedGroup(string Name, PodUid? Pod, string Node, string Namespace, string PodName, DateTimeOffset? Expiry);
