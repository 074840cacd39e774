using System.Collections.Immutable;
using Burst.Core.Objects;

namespace Burst.Storage.Reads;

/// <summary>One set of labels for all objects that have the same, as when they were made from one template.</summary>
internal sealed class SharedLabels : IEqualityComparer<ImmutableSortedDictionary<string, string>>
{
    private readonly HashSet<ImmutableSortedDictionary<string, string>> known;

    public SharedLabels() => known = new(this);

    public ObjectMeta Share(ObjectMeta metadata) =>
        metadata with { Labels = Share(metadata.Labels), Annotations = Share(metadata.Annotations) };

    public bool Equals(ImmutableSortedDictionary<string, string>? left, ImmutableSortedDictionary<string, string>? right) =>
        ReferenceEquals(left, right) || (left is not null && right is not null && left.SequenceEqual(right));

    public int GetHashCode(ImmutableSortedDictionary<string, string> labels)
    {
        var hash = new HashCode();
        foreach (var (name, value) in labels)
            hash.Add((name, value));
        return hash.ToHashCode();
    }

    private ImmutableSortedDictionary<string, string> Share(ImmutableSortedDictionary<string, string> labels)
    {
        if (labels.IsEmpty)
            return ImmutableSortedDictionary<string, string>.Empty;
        if (known.TryGetValue(labels, out var same))
            return same;
        known.Add(labels);
        return labels;
    }
}
