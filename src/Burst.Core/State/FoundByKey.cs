using System.Collections;

namespace Burst.Core.State;

/// <summary>Objects in the order of their keys: the order is kept by key alone, so that a change of an object does not touch it.</summary>
internal sealed class FoundByKey<TKey, TItem>(IReadOnlyCollection<TKey> keys, Func<TKey, TItem> find) : IReadOnlyCollection<TItem>
{
    public int Count => keys.Count;

    public IEnumerator<TItem> GetEnumerator()
    {
        foreach (var key in keys)
            yield return find(key);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
