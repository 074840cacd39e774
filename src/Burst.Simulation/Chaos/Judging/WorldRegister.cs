using Burst.Core.Ids;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// Every life of every pod, in the order they began. What happens in the world is entered here, and whoever judges listens.
/// </summary>
internal sealed class WorldRegister
{
    private readonly List<PodLife> all = [];
    private readonly Dictionary<PodUid, List<PodLife>> byPod = [];
    private readonly Dictionary<string, List<PodLife>> byWorkload = new(StringComparer.Ordinal);
    private readonly SortedDictionary<NodeName, List<PodLife>> existing = [];

    public event Action<PodLife>? Began;

    /// <summary>It no longer runs.</summary>
    public event Action<PodLife>? Ended;

    public event Action<PodLife>? Removed;

    public IReadOnlyList<PodLife> All => all;

    public IReadOnlyList<PodLife> OfPod(PodUid uid) => byPod.TryGetValue(uid, out var lives) ? lives : [];

    public IReadOnlyList<PodLife> OfWorkload(string name) => byWorkload.TryGetValue(name, out var lives) ? lives : [];

    /// <summary>What is there now, ended or not, in the order it began.</summary>
    public IReadOnlyList<PodLife> On(NodeName node) => existing.TryGetValue(node, out var lives) ? lives : [];

    public IEnumerable<PodLife> Existing => existing.Values.SelectMany(lives => lives);

    public void Begin(PodLife life)
    {
        var lives = ListOf(byPod, life.Uid);
        // Made again for an intent whose first effect the world took before anyone had seen it: that is no return.
        // Nor is it one after a stray of a create that had been refused: the pod itself has never lived, and the stray is the double.
        life.IsReturn = lives.Exists(earlier =>
            earlier.RemovedBy != PodEnd.World && (!earlier.IsOfLateMessage || (earlier.Exists && life.IsOfLateMessage)));
        foreach (var stray in lives.Where(earlier => earlier.Exists && !life.IsReturn))
            stray.IsReturn = true;
        lives.Add(life);
        all.Add(life);
        ListOf(byWorkload, life.Workload).Add(life);
        if (!existing.TryGetValue(life.Node, out var here))
            existing.Add(life.Node, here = []);
        here.Add(life);
        Began?.Invoke(life);
    }

    public void End(PodLife life, DateTimeOffset at, PodEnd how, int? exitCode = null)
    {
        if (!life.IsLive)
            return;
        (life.EndedAt, life.End, life.ExitCode) = (at, how, exitCode);
        Ended?.Invoke(life);
    }

    /// <summary>Ends it too, if it still ran.</summary>
    public void Remove(PodLife life, DateTimeOffset at, PodEnd how)
    {
        if (!life.Exists)
            return;
        (life.RemovedAt, life.RemovedBy) = (at, how);
        existing[life.Node].Remove(life);
        End(life, at, how);
        Removed?.Invoke(life);
    }

    private static List<PodLife> ListOf<TKey>(Dictionary<TKey, List<PodLife>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}
