using System.Runtime.InteropServices;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Nodes;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Storage;
using Burst.Core.Workloads;

namespace Burst.Core.State;

/// <summary>
/// The current state of the cluster: one indexed structure, changed only through <see cref="Apply"/> by its single writer (the
/// control loop). Objects in it are immutable; every collection is enumerated in a defined order, so that the same content
/// always gives the same plan.
/// </summary>
public sealed partial class ClusterState
{
    private readonly Dictionary<ObjectKey, ClusterObject> objects = [];
    private readonly SortedDictionary<ObjectKey, Namespace> namespaces = [];
    private readonly SortedDictionary<ObjectKey, ConfigMap> configMaps = [];
    private readonly SortedDictionary<ObjectKey, Secret> secrets = [];
    private readonly SortedDictionary<ObjectKey, BurstPolicy> policies = [];
    private readonly SortedDictionary<ObjectKey, PodDisruptionBudget> budgets = [];
    private readonly SortedDictionary<ObjectKey, PriorityClass> priorityClasses = [];
    private readonly SortedDictionary<ObjectKey, ResourceQuota> quotas = [];
    private readonly SortedDictionary<ObjectKey, Deployment> deployments = [];
    private readonly SortedDictionary<ObjectKey, Job> jobs = [];
    private readonly Ordering<ObjectKey> podKeys;
    private readonly SortedDictionary<NodeName, Node> nodes = [];
    private readonly Dictionary<NodeName, Node> nodesByName = [];
    private readonly Dictionary<string, UsageRecord> openUsage = new(StringComparer.Ordinal);
    private readonly Ordering<string> openUsageIds;
    private readonly SortedDictionary<string, UsageRecord> openStrays = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> settings = new(StringComparer.Ordinal);

    public ClusterState()
    {
        podKeys = new Ordering<ObjectKey>(Comparer<ObjectKey>.Default, objects.ContainsKey, () => podsByUid.Count);
        openUsageIds = new Ordering<string>(StringComparer.Ordinal, openUsage.ContainsKey, () => openUsage.Count);
        hostWork = new Ordering<QueuedPod>(Comparer<QueuedPod>.Default, entry => Find(entry) is { } pod && HasHostWorkFor(pod), () => hostWorkCount);
        toStopOrStart = new Ordering<QueuedPod>(Comparer<QueuedPod>.Default, entry => Find(entry) is { IsToStopOrStart: true }, () => toStopOrStartCount);
        foreach (var known in PriorityClass.BuiltIn)
        {
            objects[known.Key] = known;
            Index(known);
        }
    }

    public long ResourceVersion { get; private set; }

    /// <summary>The fencing token of the leader that decides on this state; what it places carries it.</summary>
    public long Term { get; set; }

    public IReadOnlyCollection<Namespace> Namespaces => namespaces.Values;

    public IReadOnlyCollection<ConfigMap> ConfigMaps => configMaps.Values;

    public IReadOnlyCollection<Secret> Secrets => secrets.Values;

    public IReadOnlyCollection<BurstPolicy> Policies => policies.Values;

    public IReadOnlyCollection<PodDisruptionBudget> DisruptionBudgets => budgets.Values;

    /// <summary>By name, the built-in ones too.</summary>
    public IReadOnlyCollection<PriorityClass> PriorityClasses => priorityClasses.Values;

    public IReadOnlyCollection<Deployment> Deployments => deployments.Values;

    public IReadOnlyCollection<Job> Jobs => jobs.Values;

    /// <summary>By namespace, then name.</summary>
    public IReadOnlyCollection<Pod> Pods => new FoundByKey<ObjectKey, Pod>(podKeys, key => (Pod)objects[key]);

    /// <summary>By name.</summary>
    public IReadOnlyCollection<Node> Nodes => nodes.Values;

    /// <summary>Usage that goes on, by id.</summary>
    public IReadOnlyCollection<UsageRecord> OpenUsage => new FoundByKey<string, UsageRecord>(openUsageIds, id => openUsage[id]);

    /// <summary>Of that, what no pod's own record stands for, by id. Few or none: asked for with every sight of a pod.</summary>
    public IReadOnlyCollection<UsageRecord> OpenStrays => openStrays.Values;

    public bool IsPaused => settings.GetValueOrDefault(ClusterSettings.Paused) == "true";

    public static ClusterState Load(StoredState stored)
    {
        var state = new ClusterState();
        foreach (var item in stored.Objects)
            state.Put(item);
        foreach (var record in stored.OpenUsage)
            state.PutUsage(record);
        foreach (var (name, value) in stored.Settings)
            state.settings[name] = value;
        state.ResourceVersion = stored.ResourceVersion;
        return state;
    }

    public ClusterObject? Find(ObjectKey key) => objects.GetValueOrDefault(key);

    public T? Find<T>(ObjectKind kind, string inNamespace, string name)
        where T : ClusterObject => objects.GetValueOrDefault(new ObjectKey(kind, inNamespace, name)) as T;

    public Node? FindNode(NodeName name) => nodesByName.GetValueOrDefault(name);

    public UsageRecord? FindOpenUsage(string id) => openUsage.GetValueOrDefault(id);

    public string? FindSetting(string name) => settings.GetValueOrDefault(name);

    /// <summary>Makes one change and returns the change that undoes it.</summary>
    public Change Apply(Change change) => change switch
    {
        Change.Put put => Put(put.Object),
        Change.Remove remove => Remove(remove.Key),
        Change.PutUsage usage => PutUsage(usage.Record),
        Change.PutSetting setting => PutSetting(setting),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, "Not a known change."),
    };

    /// <summary>Takes over the version a commit was given, for the objects it changed.</summary>
    public void Stamp(IReadOnlyList<Change> committed, long resourceVersion)
    {
        ResourceVersion = resourceVersion;
        foreach (var change in committed)
        {
            // What is there several times is stamped once.
            if (change is Change.Put put && objects.TryGetValue(put.Object.Key, out var current) && current.Metadata.ResourceVersion != resourceVersion)
                Replace(current with { Metadata = current.Metadata with { ResourceVersion = resourceVersion } });
        }
    }

    private Change Put(ClusterObject item)
    {
        var key = item.Key;
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(objects, key, out _);
        var before = place;
        place = item;
        if (before is not null)
            Unindex(before, item);
        aside.Remove(key);
        Index(item);
        MarkChanged(item);
        MarkFreed(before, item);
        NoteNomination(before, item);
        NotePriorityClass(item);
        NoteQuota(before, item);
        NoteTopology(before, item);
        return before is null ? new Change.Remove(key) : new Change.Put(before);
    }

    private Change Remove(ObjectKey key)
    {
        if (!objects.TryGetValue(key, out var before))
            throw new InvalidOperationException($"{key} is not there to be removed.");
        Unindex(before, null);
        aside.Remove(key);
        objects.Remove(key);
        MarkChanged(before);
        MarkFreed(before, null);
        NoteNomination(before, null);
        NotePriorityClass(before);
        NoteQuota(before, null);
        NoteTopology(before, null);
        return new Change.Put(before);
    }

    private Change PutUsage(UsageRecord record)
    {
        var before = openUsage.GetValueOrDefault(record.Id);
        Keep(openUsage, record);
        if (record.EndedAt is null)
            openUsageIds.Add(record.Id);
        else
            openUsageIds.NoteLeft();
        if (record.IsStray)
            Keep(openStrays, record);
        return new Change.PutUsage(before ?? record with { EndedAt = record.StartedAt });
    }

    private static void Keep(IDictionary<string, UsageRecord> open, UsageRecord record)
    {
        if (record.EndedAt is null)
            open[record.Id] = record;
        else
            open.Remove(record.Id);
    }

    private Change PutSetting(Change.PutSetting setting)
    {
        var before = settings.GetValueOrDefault(setting.Name);
        if (setting.Value is null)
            settings.Remove(setting.Name);
        else
            settings[setting.Name] = setting.Value;
        MarkAllWaiting();
        return new Change.PutSetting(setting.Name, before);
    }
}
