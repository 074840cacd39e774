using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>What the groups of one resource group share.</summary>
internal sealed class GroupWorld(EventLoop loop, History history, SimulatedArmOptions options, GroupWriter writer, ulong seed)
{
    private const int DeletedMax = 100;

    public EventLoop Loop => loop;

    public History History => history;

    public SimulatedArmOptions Options => options;

    public GroupWriter Writer => writer;

    /// <summary>Each group draws from a stream of its own, so that one more or less changes nothing for another.</summary>
    public ulong Seed => seed;

    /// <summary>By name, as lists have them.</summary>
    public SortedDictionary<string, SimulatedGroup> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>What a replica may still show of groups that are gone, by name.</summary>
    public Dictionary<string, byte[]> Ghosts { get; } = new(StringComparer.Ordinal);

    public List<GroupRecord> Records { get; } = [];

    /// <summary>What the control plane has deleted lately, the newest last.</summary>
    public List<SimulatedGroup> Deleted { get; } = [];

    public CoreMeter RegularCores { get; } = new();

    public CoreMeter SpotCores { get; } = new();

    /// <summary>A group was deployed; a deployment in the place of one that had ended counts.</summary>
    public event Action<SimulatedGroup>? Began;

    /// <summary>The meter runs from now on.</summary>
    public event Action<SimulatedGroup>? Billed;

    /// <summary>Its containers are over.</summary>
    public event Action<SimulatedGroup>? Ended;

    /// <summary>It has left the inventory, or another deployment has taken its place.</summary>
    public event Action<SimulatedGroup>? Left;

    /// <summary>A PUT has restarted its containers; true for one that came late.</summary>
    public event Action<SimulatedGroup, bool>? RestartedByPut;

    /// <summary>It is somebody else's, and was changed or deleted.</summary>
    public event Action<SimulatedGroup, string>? ForeignTouched;

    public void OnBegan(SimulatedGroup group) => Began?.Invoke(group);

    public void OnBilled(SimulatedGroup group) => Billed?.Invoke(group);

    public void OnEnded(SimulatedGroup group) => Ended?.Invoke(group);

    public void OnLeft(SimulatedGroup group) => Left?.Invoke(group);

    public void OnRestartedByPut(SimulatedGroup group, bool isLate) => RestartedByPut?.Invoke(group, isLate);

    public void OnTouched(SimulatedGroup group, string how)
    {
        if (group.IsForeign)
            ForeignTouched?.Invoke(group, how);
    }

    public CoreMeter CoresOf(GroupOrder spec) => spec.IsSpot ? SpotCores : RegularCores;

    public void Remove(SimulatedGroup group, GroupEnd how)
    {
        if (group.Record.RemovedAt is not null)
            return;
        var body = group.View.Body(group, writer, withInstanceView: true);
        Groups.Remove(group.Name);
        group.Removed(how);
        if (how == GroupEnd.DeletedByApi && !group.IsForeign)
            Keep(group);
        Ghosts[group.Name] = body;
        loop.After(options.StalenessMax, () => Forget(group.Name, body));
    }

    private void Keep(SimulatedGroup group)
    {
        Deleted.Add(group);
        if (Deleted.Count > DeletedMax)
            Deleted.RemoveAt(0);
    }

    private void Forget(string name, byte[] body)
    {
        if (Ghosts.TryGetValue(name, out var kept) && ReferenceEquals(kept, body))
            Ghosts.Remove(name);
    }
}
