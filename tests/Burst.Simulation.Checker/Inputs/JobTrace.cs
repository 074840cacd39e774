namespace Burst.Simulation.Checker.Inputs;

/// <summary>The jobs as they were submitted, column by column, in the order of the file.</summary>
internal sealed class JobTrace
{
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly Dictionary<int, PodSize[]> _gangs = [];
    private readonly Dictionary<int, PodSize[]> _written = [];
    private readonly List<string> _ids = [];
    private readonly List<JobTimes> _times = [];
    private readonly List<PodSize> _firstPods = [];

    public JobTrace() => _bySpan = _byId.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _ids.Count;

    /// <summary>Rows left out because they cannot be read, when that was allowed.</summary>
    public long BadRows { get; set; }

    public string Id(int job) => _ids[job];

    public JobTimes Times(int job) => _times[job];

    public int PodCount(int job) => _gangs.TryGetValue(job, out var pods) ? pods.Length : 1;

    public bool IsGang(int job) => _gangs.ContainsKey(job);

    /// <summary>The pod of a job that has one.</summary>
    public PodSize Pod(int job) => _firstPods[job];

    /// <summary>In the order in which the row names them.</summary>
    public PodSize[] PodsAsWritten(int job) => _written.TryGetValue(job, out var pods) ? pods : [_firstPods[job]];

    /// <summary>Smallest first.</summary>
    public PodSize[] Pods(int job) => _gangs.TryGetValue(job, out var pods) ? pods : [_firstPods[job]];

    /// <summary>Null when no job has this id.</summary>
    public int? Find(ReadOnlySpan<char> id) => _bySpan.TryGetValue(id, out var job) ? job : null;

    /// <summary>False when the id is taken.</summary>
    public bool TryAdd(string id, JobTimes times, params ReadOnlySpan<PodSize> pods)
    {
        if (!_byId.TryAdd(id, _ids.Count))
            return false;
        if (pods.Length > 1)
            (_gangs[_ids.Count], _written[_ids.Count]) = (Sorted(pods), pods.ToArray());
        _ids.Add(id);
        _times.Add(times);
        _firstPods.Add(pods[0]);
        return true;
    }

    private static PodSize[] Sorted(ReadOnlySpan<PodSize> pods)
    {
        var sorted = pods.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
