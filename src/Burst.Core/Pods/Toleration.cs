using System.Text.Json.Serialization;

namespace Burst.Core.Pods;

/// <summary>Taints that the pod accepts, as Kubernetes defines it.</summary>
/// <param name="Key">Of the taint; empty for any, with a <paramref name="Value"/> of null.</param>
/// <param name="Value">Of the taint; null for any (operator Exists).</param>
/// <param name="Effect">NoSchedule, PreferNoSchedule or NoExecute; null for all of them.</param>
public sealed record Toleration(string Key, string? Value, string? Effect)
{
    /// <summary>With effect NoExecute: how long the pod stays once the node has the taint, zero or less for not at all; null for ever.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Seconds { get; init; }

    /// <summary>Whether it accepts a taint.</summary>
    public bool Tolerates(string key, string value, string effect) =>
        (Key.Length == 0 || Key == key) && (Value is null || Value == value) && (Effect is null || Effect == effect);
}
