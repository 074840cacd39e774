namespace Burst.Core.Nodes;

/// <summary>Where a virtual node was that has left.</summary>
/// <param name="Node">The name it had.</param>
/// <param name="Aci">Where its container groups were.</param>
/// <param name="RemovedAt">When it left.</param>
public sealed record RetiredPlace(string Node, AciConnection Aci, DateTimeOffset RemovedAt);
