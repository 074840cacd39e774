using Burst.Core.Pods;
using Burst.Core.State;

namespace Burst.Scheduling.Placement;

/// <summary>
/// The first waiting pod of each shape of a namespace, in line, without those that ask for more CPU than there is room for: those are not
/// even enumerated. Room only shrinks within a step, so what is left out once stays out.
/// </summary>
internal sealed class HeadLine
{
    private readonly PriorityQueue<Heads, PlaceInLine> line = new();

    public HeadLine(ClusterState state, string ns, long roomCpuMillis)
    {
        foreach (var asked in state.WaitingHeadsCpuMillis(ns))
        {
            if (asked > roomCpuMillis)
            {
                HasLeftOut = true;
                return;
            }

            Enqueue(new Heads(asked, state.WaitingHeadsAskingFor(ns, asked).GetEnumerator()));
        }
    }

    /// <summary>Some ask for more than there was room for.</summary>
    public bool HasLeftOut { get; private set; }

    /// <summary>The first that asks for no more than this.</summary>
    public bool TryPeek(long roomCpuMillis, out Pod pod, out PodShape shape)
    {
        while (line.TryPeek(out var heads, out _))
        {
            (pod, shape) = heads.Entries.Current;
            if (heads.CpuMillis <= roomCpuMillis)
                return true;
            HasLeftOut = true;
            line.Dequeue();
        }

        (pod, shape) = (null!, default);
        return false;
    }

    public void MoveNext() => Enqueue(line.Dequeue());

    private void Enqueue(Heads heads)
    {
        if (heads.Entries.MoveNext())
            line.Enqueue(heads, PlaceInLine.Of(heads.Entries.Current.Pod));
    }

    private sealed record Heads(long CpuMillis, IEnumerator<(Pod Pod, PodShape Shape)> Entries);
}
