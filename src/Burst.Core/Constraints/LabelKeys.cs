using System.Collections.Immutable;

namespace Burst.Core.Constraints;

/// <summary>Labels whose values are compared with those of the pod that asks; one that it does not have asks for nothing.</summary>
internal static class LabelKeys
{
    public static bool AreAlike(ImmutableArray<string> keys, ImmutableSortedDictionary<string, string> own, ImmutableSortedDictionary<string, string> other)
    {
        foreach (var key in keys)
        {
            if (own.TryGetValue(key, out var value) && !(other.TryGetValue(key, out var found) && found == value))
                return false;
        }

        return true;
    }

    /// <summary>As with NotIn, the other may be without the label.</summary>
    public static bool AreUnlike(ImmutableArray<string> keys, ImmutableSortedDictionary<string, string> own, ImmutableSortedDictionary<string, string> other)
    {
        foreach (var key in keys)
        {
            if (own.TryGetValue(key, out var value) && other.TryGetValue(key, out var found) && found == value)
                return false;
        }

        return true;
    }
}
