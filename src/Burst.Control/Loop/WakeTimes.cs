using Burst.Core.Ids;
using Burst.Scheduling.Planning;

namespace Burst.Control.Loop;

/// <summary>
/// When to look at which object again: one instant for each, the earliest asked for. Looking at it then asks for the next one, so
/// nothing is lost, and there are never more wakes than objects.
/// </summary>
internal sealed class WakeTimes
{
    private readonly SortedSet<Wake> byTime = [];
    private readonly Dictionary<ObjectKey, Wake> byKey = [];

    public int Count => byTime.Count;

    public DateTimeOffset? NextAt => byTime.Count > 0 ? byTime.Min.At : null;

    public void Add(Wake wake)
    {
        if (byKey.TryGetValue(wake.Key, out var known) && known.At <= wake.At)
            return;
        Forget(wake.Key);
        byTime.Add(wake);
        byKey.Add(wake.Key, wake);
    }

    /// <summary>The object is gone.</summary>
    public void Forget(ObjectKey key)
    {
        if (byKey.Remove(key, out var known))
            byTime.Remove(known);
    }

    public void Clear()
    {
        byTime.Clear();
        byKey.Clear();
    }

    public bool TryTakeDue(DateTimeOffset now, out ObjectKey key)
    {
        key = byTime.Min.Key;
        if (byTime.Count == 0 || byTime.Min.At > now)
            return false;
        Forget(key);
        return true;
    }
}
