namespace Burst.Core.Pods;

/// <summary>A taint that the pod accepts, as Kubernetes defines it.</summary>
/// <param name="Key">Of the taint; never empty.</param>
/// <param name="Value">Of the taint; null for any (operator Exists).</param>
/// <param name="Effect">NoSchedule, PreferNoSchedule or NoExecute; null for all of them.</param>
public sealed record Toleration(string Key, string? Value, string? Effect)
{
    /// <summary>Whether it accepts a taint.</summary>
    public bool Tolerates(string key, string value, string effect) =>
        Key == key && (Value is null || Value == value) && (Effect is null || Effect == effect);
}
