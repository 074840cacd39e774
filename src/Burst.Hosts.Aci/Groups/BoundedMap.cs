namespace Burst.Hosts.Aci.Groups;

/// <summary>Remembers the latest <paramref name="capacity"/> keys; the oldest give way, and are only asked for again.</summary>
internal sealed class BoundedMap<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _byKey = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _byAge = [];

    public bool TryGet(TKey key, out TValue value)
    {
        lock (_gate)
        {
            var isKnown = _byKey.TryGetValue(key, out var node);
            value = isKnown ? node!.Value.Value : default!;
            return isKnown;
        }
    }

    public void Set(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (_byKey.Remove(key, out var old))
                _byAge.Remove(old);
            else if (_byKey.Count == capacity)
                RemoveOldest();
            _byKey[key] = _byAge.AddLast((key, value));
        }
    }

    public void Remove(TKey key)
    {
        lock (_gate)
        {
            if (_byKey.Remove(key, out var node))
                _byAge.Remove(node);
        }
    }

    private void RemoveOldest()
    {
        var oldest = _byAge.First!;
        _byAge.RemoveFirst();
        _byKey.Remove(oldest.Value.Key);
    }
}
