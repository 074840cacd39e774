using Burst.Control.Loop;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// How long the control plane is given for what it can know only after a while. Each has been narrowed by itself over sixty histories and over
/// sixty more: where it says what it is bounded by, it is that bound; elsewhere histories show nothing at half of it or less.
/// </summary>
internal sealed record JudgeLimits
{
    /// <summary>
    /// A change counts as heard this long after it was acknowledged: calls decided before it are under way until then. At 0 one history in
    /// sixty has a pod of before the change ended.
    /// </summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A machine that did not answer explains for this long afterwards that its pods were given up: the longest grace that is drawn, 5 minutes by a
    /// clock that may run a quarter slow, and until its silence was known.
    /// </summary>
    public TimeSpan MachineMissedFor { get; init; } = TimeSpan.FromMinutes(8);

    /// <summary>
    /// A group can begin this long after its place was chosen, by the prices of then: its create waits 10 minutes at most because its service
    /// asked for it, and is a call of 2 minutes that may be slow on its way. Time in which the service does not answer at all, or no control plane runs,
    /// does not count.
    /// </summary>
    public TimeSpan OldPriceFor { get; init; } = TimeSpan.FromMinutes(13);

    /// <summary>A group that looks as if it would never run has been given up within this: after 10 minutes, by a clock that may run a quarter slow.</summary>
    public TimeSpan GivenUpWithin { get; init; } = TimeSpan.FromMinutes(14);

    /// <summary>
    /// A message of a paused process, or one that was slow, has arrived this long after at the latest: a pause or a call of 2 minutes, and 40 s on
    /// its way.
    /// </summary>
    public TimeSpan LateWithin { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Whatever breaks meanwhile: what is missing, and has room all the time, comes to be within this. One history in sixty has a job that waits for
    /// 11 minutes, while one process after the other is paused or killed, and nothing bounds how often that happens: not narrowed.
    /// </summary>
    public TimeSpan GetsOnWithin { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>The pods of before a change have made way for those of after it within this, and what failed at its start is tried again.</summary>
    public TimeSpan RolledOutWithin { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>A double that a fault explains must be gone after this much time without faults that hinder.</summary>
    public TimeSpan DoubleGoneWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// With nothing in its way for this long the control plane has seen what there is to see: calls that faults have made hang end after 2 minutes, a
    /// host that looked sick is tried again a minute later, and then two lists. At one minute, one history in twelve seems to break a promise.
    /// </summary>
    public TimeSpan SeesWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Without faults, and with room, a workload gets on within this: a region that had no room is asked again after 8 minutes, by a clock that may run
    /// a quarter slow, and a job that failed waits for 6.
    /// </summary>
    public TimeSpan Stalled { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>An undisturbed call has its effect within this.</summary>
    public TimeSpan UnderWay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Some steps of the loop: what waits has been looked at by then, and its reason written down. Users look every hundred seconds; at 60 s, one
    /// history in sixty has a pod that waits without one for an answer to its create.
    /// </summary>
    public TimeSpan SaysWhyWithin { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Some lists: of every group that is due the expiry has been moved by then.</summary>
    public TimeSpan RenewsWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A control plane that starts has its nodes on the books within this.</summary>
    public TimeSpan JoinsWithin { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A machine that does not answer is known to be silent within this: so it is configured.</summary>
    public TimeSpan SilentWithin { get; init; } = new ControlLoopOptions().NotReadyAfter;

    /// <summary>
    /// What is known to be missing, and has room, lives again within this. At 60 s one history in three hundred has a service whose pod waits behind
    /// older ones that take what comes free.
    /// </summary>
    public TimeSpan ReplacedWithin { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// What a service had no room for is asked for again within this: the longest wait after a refusal, and the time that one group may try it while
    /// the others wait.
    /// </summary>
    public TimeSpan AsksAgainWithin { get; init; } = new ControlLoopOptions().ShortageWaitMax + TimeSpan.FromSeconds(30);

    /// <summary>A disturbed call is given up within this: the longest that is drawn, 2 minutes, and the steps around it.</summary>
    public TimeSpan CallMax { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>An answer is there within this, and taken in, where nothing hinders.</summary>
    public TimeSpan AnsweredWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A message that is on its way for longer is one that its sender no longer waits for: the shortest time-out that is drawn.</summary>
    public TimeSpan GivenUpAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A group that looks failed is not given up before this: 10 minutes by a clock that may run a quarter fast.</summary>
    public TimeSpan ProvisioningPatience { get; init; } = TimeSpan.FromMinutes(8);

    /// <summary>How far the ledger may be from the invoice where the end could be seen: both tell milliseconds.</summary>
    public TimeSpan Exact { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>A start that had to be presumed may be this much after the invoice's: what tells of it tells whole seconds.</summary>
    public TimeSpan ToldToTheSecond { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How far a wall clock may be off, and an instant that the control plane had to name itself: it is set by half an hour at most.</summary>
    public TimeSpan ClockErrorMax { get; init; } = TimeSpan.FromMinutes(31);

    /// <summary>
    /// How long a process takes to agree with a wall clock that was set while it ran: an hour lies between half an hour ahead and half an hour behind, a
    /// quarter of which is made up for in an hour.
    /// </summary>
    public TimeSpan ClockDrawsNear { get; init; } = TimeSpan.FromHours(4);

    /// <summary>Share of a create rate, in percent, that is taken as reached: what was sent and not answered is counted by one side alone.</summary>
    public int CreateRatePercent { get; init; } = 95;
}
