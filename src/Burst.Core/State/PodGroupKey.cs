using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Burst.Core.Constraints;
using Burst.Core.Pods;
using Burst.Core.Serialization;

namespace Burst.Core.State;

/// <summary>What pods are known by to other pods. Of pods that are alike the keys are equal, and mostly the same one.</summary>
public sealed class PodGroupKey : IEquatable<PodGroupKey>
{
    private static readonly ConditionalWeakTable<Affinity, string> Written = [];

    /// <summary>The key of the pod that was last asked for of those with the same labels: most of them are of one template.</summary>
    private static readonly RecentlyMade<ImmutableSortedDictionary<string, string>, StrongBox<PodGroupKey?>> Recent = new(static _ => new StrongBox<PodGroupKey?>());

    private readonly int hash;

    private PodGroupKey(string text, Pod pod) =>
        (hash, Text, Namespace, Labels, Affinity) = (string.GetHashCode(text, StringComparison.Ordinal), text, pod.Metadata.Namespace, pod.Metadata.Labels, HasTerms(pod) ? pod.Spec.Affinity : null);

    /// <summary>The same for pods that are alike.</summary>
    public string Text { get; }

    public string Namespace { get; }

    public ImmutableSortedDictionary<string, string> Labels { get; }

    /// <summary>Null where it says nothing of other pods.</summary>
    public Affinity? Affinity { get; }

    /// <summary>It keeps others away.</summary>
    public bool HasAntiAffinity => Affinity?.PodAntiAffinity is { Required.IsEmpty: false };

    public static PodGroupKey Of(Pod pod)
    {
        var recent = Recent.Of(pod.Metadata.Labels);
        if (recent.Value is { } known && known.IsOf(pod))
            return known;
        var terms = HasTerms(pod) ? Written.GetValue(pod.Spec.Affinity!, affinity => JsonSerializer.Serialize(affinity, CoreJson.Default.Affinity)) : "";
        return recent.Value = new PodGroupKey($"{pod.Metadata.Namespace}{LabelsText.Of(pod.Metadata.Labels)}\n\n{terms}", pod);
    }

    /// <summary>Where the pod counts: on its node, from its placement until it has come to its end or its host has said that it is gone.</summary>
    public static PodTally TallyOf(Pod? pod) => pod is { HoldsCapacity: true, IsTerminal: false, Placement: not null }
        ? new PodTally(1, pod.Metadata.DeletionRequestedAt is null && !pod.IsLost && pod.HostState != HostState.DeleteIntended ? 1 : 0)
        : default;

    public bool Equals(PodGroupKey? other) => ReferenceEquals(this, other) || (other is not null && hash == other.hash && Text == other.Text);

    public override bool Equals(object? obj) => Equals(obj as PodGroupKey);

    /// <summary>Found once: the text is long.</summary>
    public override int GetHashCode() => hash;

    private bool IsOf(Pod pod) =>
        ReferenceEquals(Labels, pod.Metadata.Labels) && Namespace == pod.Metadata.Namespace && ReferenceEquals(Affinity, HasTerms(pod) ? pod.Spec.Affinity : null);

    private static bool HasTerms(Pod pod) => pod.Spec.Affinity is { HasPodTerms: true };
}
