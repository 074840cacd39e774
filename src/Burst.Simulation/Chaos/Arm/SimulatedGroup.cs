using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>A container group that exists: allocated, its image pulled, running, ended, removed.</summary>
internal sealed partial class SimulatedGroup
{
    private readonly GroupWorld world;
    private readonly GroupView view;
    private readonly SeededRandom random;
    private ScheduledEvent? next;

    public SimulatedGroup(GroupWorld world, string name, GroupOrder spec, ReadOnlyMemory<byte> body, bool isForeign, bool isOfLateMessage = false, DateTimeOffset? sentAt = null)
    {
        (this.world, Name, Spec, Body, IsForeign, IsOfLateMessage, SentAt) = (world, name, spec, body, isForeign, isOfLateMessage, sentAt);
        random = SeededRandom.For(world.Seed, name);
        view = new GroupView(world.Loop, world.Options.StalenessMax);
        Tags = spec.Tags;
        Containers = Of(spec);
        Record = NewRecord(spec);
        Begin();
    }

    public string Name { get; }

    /// <summary>The bytes of the last PUT that took effect.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; }

    public bool IsForeign { get; }

    /// <summary>When the last PUT that deployed it was sent; null for what the world made.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>Made by a message that came late, after one for the same group had been refused, or by hand: nobody was told of this one.</summary>
    public bool IsOfLateMessage { get; }

    /// <summary>Deleted by a message that arrived again, and that was sent for the group that had this name before.</summary>
    public bool IsEndedByLateMessage { get; set; }

    public GroupOrder Spec { get; private set; }

    public IReadOnlyList<KeyValuePair<string, string?>> Tags { get; private set; }

    public IReadOnlyList<SimulatedContainer> Containers { get; private set; }

    public GroupRecord Record { get; private set; }

    /// <summary>The region whose group it is.</summary>
    public string Region => world.Options.Region;

    /// <summary>Its deployment has not been told of yet.</summary>
    private bool IsNew { get; set; } = true;

    public GroupView View => view;

    public DateTimeOffset? PulledAt { get; private set; }

    public DateTimeOffset? PullFailedAt { get; private set; }

    /// <summary>Until when its image cannot be pulled.</summary>
    public DateTimeOffset ImageMissingUntil { get; set; }

    /// <summary>Its provisioning is said to have failed, which stops nothing.</summary>
    public bool IsSaidToHaveFailed { get; set; }

    /// <summary>Out of everybody's sight for a moment: its delete seemed to have been done.</summary>
    public bool IsHidden { get; private set; }

    /// <summary>A delete has been accepted and will be done.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Whether its containers have yet to end: then it holds cores.</summary>
    public bool IsLive => Record.End == GroupEnd.None;

    public bool IsRunning => IsLive && PulledAt is not null;

    public string ProvisioningState => this switch
    {
        { PulledAt: not null } when IsSaidToHaveFailed => "Failed",
        { Record.BilledFrom: null } => "Pending",
        { PulledAt: null } => "Creating",
        _ => "Succeeded",
    };

    /// <summary>The word of the group's instance view.</summary>
    public string State
    {
        get
        {
            if (PulledAt is null)
                return "Pending";
            if (Containers.All(container => container.Ended is not null))
                return Containers.All(container => container.Ended!.Value.ExitCode == 0) ? "Succeeded" : "Failed";
            return IsSaidToHaveFailed ? "Failed" : "Running";
        }
    }

    public ReadOnlyMemory<byte> Render(bool withInstanceView) => view.Body(this, world.Writer, withInstanceView);

    public override string ToString() => $"{Name} {State}";

    private static SimulatedContainer[] Of(GroupOrder spec) => [.. spec.Containers.Select(container => new SimulatedContainer(container))];

    private GroupRecord NewRecord(GroupOrder spec)
    {
        var record = new GroupRecord(Name, spec, IsForeign, world.Loop.Now);
        world.Records.Add(record);
        return record;
    }
}
