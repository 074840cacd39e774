namespace Burst.Core.Nodes;

/// <summary>What keeps pods off a node unless they tolerate it, as Kubernetes defines it.</summary>
/// <param name="Key">A label key.</param>
/// <param name="Value">A label value; may be empty.</param>
/// <param name="Effect">NoSchedule: what runs there stays.</param>
public sealed record Taint(string Key, string Value, string Effect)
{
    public const string NoSchedule = "NoSchedule";

    /// <summary>As kubectl writes it: <c>key=value:NoSchedule</c>.</summary>
    public override string ToString() => Value.Length == 0 ? $"{Key}:{Effect}" : $"{Key}={Value}:{Effect}";
}
