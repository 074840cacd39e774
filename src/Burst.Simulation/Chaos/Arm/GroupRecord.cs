namespace Burst.Simulation.Chaos.Arm;

/// <summary>What the world knows of one deployment of a group, for ever: the meter's line, and what was done to it.</summary>
internal sealed class GroupRecord(string name, GroupOrder spec, bool isForeign, DateTimeOffset createdAt)
{
    public string Name => name;

    /// <summary>As the PUT gave them; null where a tag is missing.</summary>
    public string? Owner { get; } = spec.FindTag("burst-owner");

    public string? PodUid { get; } = spec.FindTag("burst-pod-uid");

    public string? Namespace { get; } = spec.FindTag("burst-namespace");

    public string? PodName { get; } = spec.FindTag("burst-name");

    public long CpuMillis => spec.CpuMillis;

    public long MemoryDeciGb => spec.MemoryDeciGb;

    public bool IsSpot => spec.IsSpot;

    /// <summary>Planted by the world: none of the control plane's business.</summary>
    public bool IsForeign => isForeign;

    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>The second in which the first image pull began; null before.</summary>
    public DateTimeOffset? BilledFrom { get; set; }

    /// <summary>When the last container stopped, to the millisecond; null while billed.</summary>
    public DateTimeOffset? BilledTo { get; set; }

    /// <summary>How often the first container started.</summary>
    public int Starts { get; set; }

    public int Evictions { get; set; }

    public GroupEnd End { get; set; }

    /// <summary>Of the first container that failed, or 0; null unless <see cref="GroupEnd.Exited"/>.</summary>
    public int? ExitCode { get; set; }

    /// <summary>When it left the inventory.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Who took it away: of a group that had ended by itself too.</summary>
    public GroupEnd RemovedBy { get; set; }

    /// <summary>Every PUT that took effect, the first included.</summary>
    public int Puts { get; set; } = 1;

    /// <summary>PUTs on the group while it existed, word for word the same: they changed nothing.</summary>
    public int RepeatedPuts { get; set; }

    /// <summary>PUTs on the group while it existed that were an update: its containers were restarted.</summary>
    public int RestartingPuts { get; set; }

    public int TagChanges { get; set; }

    /// <summary>When somebody was told last how it is: a list says only that there is one.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>Somebody was told that it has ended, and when.</summary>
    public bool WasEndRead { get; set; }

    public override string ToString() => $"{name} {Namespace}/{PodName} billed {BilledFrom:T}-{BilledTo:T} {End}";
}
