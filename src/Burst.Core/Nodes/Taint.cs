using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Pods;

namespace Burst.Core.Nodes;

/// <summary>What keeps pods off a node unless they tolerate it, as Kubernetes defines it.</summary>
/// <param name="Key">A label key.</param>
/// <param name="Value">A label value; may be empty.</param>
/// <param name="Effect">NoSchedule: what runs there stays. PreferNoSchedule: other nodes come first. NoExecute: what runs there is ended too.</param>
public sealed record Taint(string Key, string Value, string Effect)
{
    public const string NoSchedule = "NoSchedule";
    public const string PreferNoSchedule = "PreferNoSchedule";
    public const string NoExecute = "NoExecute";

    /// <summary>On a node that is cordoned.</summary>
    public static readonly Taint Unschedulable = new("node.kubernetes.io/unschedulable", "", NoSchedule);

    /// <summary>On a node that says it is not ready.</summary>
    public static readonly Taint NotReady = new("node.kubernetes.io/not-ready", "", NoExecute);

    /// <summary>On a node that does not answer.</summary>
    public static readonly Taint Unreachable = new("node.kubernetes.io/unreachable", "", NoExecute);

    /// <summary>Since when the node has it; null for as long as the node is on record. Only a taint with the effect NoExecute needs it.</summary>
    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>It keeps pods off, and does not only make other nodes come first.</summary>
    [JsonIgnore]
    public bool IsHard => Effect != PreferNoSchedule;

    /// <summary>The taint without its effect: <c>gpu=true</c>.</summary>
    [JsonIgnore]
    public string Name => Value.Length == 0 ? Key : $"{Key}={Value}";

    public bool IsToleratedBy(ImmutableArray<Toleration> tolerations)
    {
        foreach (var toleration in tolerations)
        {
            if (toleration.Tolerates(Key, Value, Effect))
                return true;
        }

        return false;
    }

    /// <summary>As kubectl writes it: <c>key=value:NoSchedule</c>.</summary>
    public override string ToString() => $"{Name}:{Effect}";
}
