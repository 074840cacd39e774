using Burst.Emulator.Runtime;

namespace Burst.Emulator.Groups;

/// <summary>The mutable holder of one group. Whoever changes it, or calls the runtime for it, holds the gate.</summary>
internal sealed class Group(GroupRecord record)
{
    private volatile GroupRecord _record = record;
    private volatile GroupStatus? _observed;
    private volatile bool _removed;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    public GroupRecord Record
    {
        get => _record;
        set => _record = value;
    }

    /// <summary>What the runtime said last about the current deployment.</summary>
    public GroupStatus? Observed
    {
        get => _observed;
        set => _observed = value;
    }

    /// <summary>Set when the group left the store; who waited for the gate meanwhile has to look it up again.</summary>
    public bool Removed
    {
        get => _removed;
        set => _removed = value;
    }

    /// <summary>The containers over the whole life of the current deployment.</summary>
    public GroupStatus? Status => Record.Eviction is { } eviction ? eviction.Under(Record.LastStatus ?? Observed) : Record.LastStatus ?? Observed;
}
