using Burst.Control.Loop;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>How long the control plane is given for what it can know only after a while.</summary>
internal sealed record JudgeLimits
{
    /// <summary>A change counts as heard this long after it was acknowledged: calls decided before it are under way until then.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A fault explains what comes of it for this long after it has passed.</summary>
    public TimeSpan AfterFault { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A message of a paused process, or one that was slow, has arrived this long after at the latest: a pause, a call and its way.</summary>
    public TimeSpan LateWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whatever breaks meanwhile: what is missing, and has room all the time, comes to be within this.</summary>
    public TimeSpan GetsOnWithin { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>The pods of before a change have made way for those of after it within this, and what failed at its start is tried again.</summary>
    public TimeSpan RolledOutWithin { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>A double that a fault explains must be gone after this much time without faults that hinder.</summary>
    public TimeSpan DoubleGoneWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>With nothing in its way for this long the control plane has seen what there is to see.</summary>
    public TimeSpan SeesWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Without faults, and with room, a workload gets on within this.</summary>
    public TimeSpan Stalled { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>An undisturbed call has its effect within this.</summary>
    public TimeSpan UnderWay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Some steps of the loop: what waits has been looked at by then, and its reason written down.</summary>
    public TimeSpan SaysWhyWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Some lists: of every group that is due the expiry has been moved by then.</summary>
    public TimeSpan RenewsWithin { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>A control plane that starts has its nodes on the books within this.</summary>
    public TimeSpan JoinsWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A machine that does not answer is known to be silent within this.</summary>
    public TimeSpan SilentWithin { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>What is known to be missing, and has room, lives again within this.</summary>
    public TimeSpan ReplacedWithin { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// What a service had no room for is asked for again within this: the longest wait after a refusal, and the time that one group may try it while
    /// the others wait.
    /// </summary>
    public TimeSpan AsksAgainWithin { get; init; } = new ControlLoopOptions().ShortageWaitMax + TimeSpan.FromMinutes(1);

    /// <summary>A disturbed call is given up within this.</summary>
    public TimeSpan CallMax { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>A group that looks failed is not given up before this.</summary>
    public TimeSpan ProvisioningPatience { get; init; } = TimeSpan.FromMinutes(7);

    /// <summary>How far the ledger may be from the invoice where the end could be seen.</summary>
    public TimeSpan Exact { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How far a wall clock may be off.</summary>
    public TimeSpan ClockErrorMax { get; init; } = TimeSpan.FromMinutes(31);

    /// <summary>How long a process takes to agree with a wall clock that was set while it ran.</summary>
    public TimeSpan ClockDrawsNear { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Share of a create rate, in percent, that is taken as reached.</summary>
    public int CreateRatePercent { get; init; } = 80;
}
