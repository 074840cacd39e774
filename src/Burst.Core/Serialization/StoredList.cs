using System.Collections.Immutable;

namespace Burst.Core.Serialization;

/// <summary>
/// How a list that is mostly empty is kept: not at all when it has nothing. Rows from before there was such a list read as empty, and
/// what is compared by its JSON, such as the hash of a template, does not change because a field was added.
/// </summary>
internal static class StoredList
{
    public static ImmutableArray<T>? OrNull<T>(ImmutableArray<T> list) => list.IsDefaultOrEmpty ? null : list;
}
