using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>
/// The oldest waiting pod of each shape, oldest first, without those that ask for more CPU than there is room for: those are not
/// even enumerated. Room only shrinks within a step, so what is left out once stays out.
/// </summary>
internal sealed class HeadLine
{
    private readonly PriorityQueue<Heads, (DateTimeOffset CreatedAt, PodUid Uid)> byAge = new();

    public HeadLine(ClusterState state, long roomCpuMillis)
    {
        foreach (var asked in state.WaitingHeadsCpuMillis)
        {
            if (asked > roomCpuMillis)
            {
                HasLeftOut = true;
                return;
            }

            Enqueue(new Heads(asked, state.WaitingHeadsAskingFor(asked).GetEnumerator()));
        }
    }

    /// <summary>Some ask for more than there was room for.</summary>
    public bool HasLeftOut { get; private set; }

    /// <summary>The oldest that asks for no more than this.</summary>
    public bool TryPeek(long roomCpuMillis, out Pod pod, out PodShape shape)
    {
        while (byAge.TryPeek(out var heads, out _))
        {
            (pod, shape) = heads.Entries.Current;
            if (heads.CpuMillis <= roomCpuMillis)
                return true;
            HasLeftOut = true;
            byAge.Dequeue();
        }

        (pod, shape) = (null!, default);
        return false;
    }

    public void MoveNext() => Enqueue(byAge.Dequeue());

    private void Enqueue(Heads heads)
    {
        if (heads.Entries.MoveNext())
            byAge.Enqueue(heads, (heads.Entries.Current.Pod.Metadata.CreatedAt, heads.Entries.Current.Pod.Uid));
    }

    private sealed record Heads(long CpuMillis, IEnumerator<(Pod Pod, PodShape Shape)> Entries);
}
