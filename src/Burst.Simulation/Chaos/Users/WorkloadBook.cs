namespace Burst.Simulation.Chaos.Users;

/// <summary>What users asked for, in the order they did: the truth that the control plane is judged by.</summary>
internal sealed class WorkloadBook
{
    private readonly List<Workload> all = [];
    private readonly Dictionary<string, Workload> byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> deletedPods = new(StringComparer.Ordinal);

    public IReadOnlyList<Workload> All => all;

    /// <summary>Machines that a user has cordoned, or is about to, and has not given back.</summary>
    public SortedSet<string> Cordoned { get; } = new(StringComparer.Ordinal);

    /// <summary>A user has pulled the brake, or is about to, and has not let go.</summary>
    public bool IsPaused { get; set; }

    /// <summary>Since when the brake is acknowledged, until it is about to be let go; null otherwise.</summary>
    public DateTimeOffset? PausedSince { get; set; }

    /// <summary>When the values of the secret that some workloads have were sent, and answered: in between either may be in force.</summary>
    public List<(DateTimeOffset SentAt, DateTimeOffset AnsweredAt)> SecretChanges { get; } = [];

    public void Add(Workload workload)
    {
        all.Add(workload);
        byName.Add(workload.Name, workload);
    }

    public Workload? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>A user has asked for the end of one pod, whatever comes of it.</summary>
    public void AddPodDelete(string podName) => deletedPods.Add(podName);

    public bool IsPodDeleted(string podName) => deletedPods.Contains(podName);
}
