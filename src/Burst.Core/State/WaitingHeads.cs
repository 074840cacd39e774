namespace Burst.Core.State;

/// <summary>Of one namespace the first waiting pod of each shape, by the CPU it asks for.</summary>
internal sealed class WaitingHeads
{
    private readonly SortedDictionary<long, SortedSet<(WaitingPod Pod, PodShape Shape)>> byCpu = [];

    public bool IsEmpty => byCpu.Count == 0;

    /// <summary>Each amount that one asks for, from the least.</summary>
    public IReadOnlyCollection<long> CpuMillis => byCpu.Keys;

    /// <summary>Those that ask for this much, in line.</summary>
    public IEnumerable<(WaitingPod Pod, PodShape Shape)> AskingFor(long cpuMillis) => byCpu.TryGetValue(cpuMillis, out var heads) ? heads : [];

    public void Add(WaitingPod head, PodShape shape)
    {
        if (!byCpu.TryGetValue(head.CpuMillis, out var others))
            byCpu[head.CpuMillis] = others = [];
        others.Add((head, shape));
    }

    public void Remove(WaitingPod head, PodShape shape)
    {
        var heads = byCpu[head.CpuMillis];
        heads.Remove((head, shape));
        if (heads.Count == 0)
            byCpu.Remove(head.CpuMillis);
    }
}
