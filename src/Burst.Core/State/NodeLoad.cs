using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Core.State;

/// <summary>What the pods on one node hold of it, kept up to date with every change.</summary>
public sealed class NodeLoad
{
    private readonly SortedSet<PodUid> pods = [];

    /// <summary>Pods that hold capacity, ordered by UID.</summary>
    public IReadOnlyCollection<PodUid> Pods => pods;

    public Resources Requested { get; private set; }

    internal void Add(PodUid pod, Resources requests)
    {
        if (pods.Add(pod))
            Requested += requests;
    }

    internal void Remove(PodUid pod, Resources requests)
    {
        if (pods.Remove(pod))
            Requested -= requests;
    }
}
