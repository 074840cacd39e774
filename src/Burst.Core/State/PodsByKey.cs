using System.Collections;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;

namespace Burst.Core.State;

/// <summary>The pods in the order of their keys: the order is kept by key alone, so that a change of a pod does not touch it.</summary>
internal sealed class PodsByKey(SortedSet<ObjectKey> keys, Dictionary<ObjectKey, ClusterObject> objects) : IReadOnlyCollection<Pod>
{
    public int Count => keys.Count;

    public IEnumerator<Pod> GetEnumerator()
    {
        foreach (var key in keys)
            yield return (Pod)objects[key];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
