using Burst.Core.Ids;
using Burst.Core.Units;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>One pod in one place, from the call that made it to its removal, as the world knows it.</summary>
internal sealed class PodLife
{
    public required PodUid Uid { get; init; }

    public required string PodName { get; init; }

    /// <summary>The machine or the virtual node.</summary>
    public required NodeName Node { get; init; }

    public required Tier Tier { get; init; }

    /// <summary>What it takes of a machine; zero for a container group.</summary>
    public Resources Requests { get; init; }

    /// <summary>What a container group is billed for; zero on a machine.</summary>
    public GroupSize Size { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Of a group: when the message that made it was sent; null where nobody's control plane did.</summary>
    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>Null while nothing is billed yet.</summary>
    public DateTimeOffset? BilledFrom { get; set; }

    /// <summary>Of one on a machine: when its code runs, unless it ends before; null for at once.</summary>
    public DateTimeOffset? RunsFrom { get; set; }

    /// <summary>When it stopped running and being billed.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    public PodEnd End { get; set; }

    /// <summary>Of code that ended by itself.</summary>
    public int? ExitCode { get; set; }

    /// <summary>When nothing was left of it in its place.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    public PodEnd RemovedBy { get; set; }

    /// <summary>
    /// This UID has lived before, here or elsewhere, and was not taken by the world; or a late message began it, and the pod got its place
    /// elsewhere since.
    /// </summary>
    public bool IsReturn { get; set; }

    /// <summary>
    /// A message began it that had arrived before, or was sent before another for the same group was refused: what was answered says
    /// nothing of it.
    /// </summary>
    public bool IsOfLateMessage { get; set; }

    /// <summary>
    /// The message that began it was on its way for so long that its sender had given it up, and its user asked for something else meanwhile: to be looked for in
    /// vain twice is all that can be asked.
    /// </summary>
    public bool IsOfGivenUpMessage { get; set; }

    /// <summary>A message ended it that arrived again, and that was sent for an earlier life under the same name.</summary>
    public bool IsEndedByLateMessage { get; set; }

    /// <summary>Of a group: its delete had been accepted when it ended, so that it was there, ended, for some seconds at most.</summary>
    public bool IsEndedWhileLeaving { get; set; }

    /// <summary>Of a group that has ended: when somebody was told last how it was, and not only that there was one; null for never.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>Of a group that is gone: somebody was told of its end while it was there.</summary>
    public bool WasEndRead { get; set; }

    /// <summary>What it costs an hour at the price when it began; null where a price change makes that uncertain.</summary>
    public Money? PricePerHour { get; set; }

    /// <summary>The most that an hour of it may cost on the books: its place may have been chosen at a price from before a change.</summary>
    public Money PricePerHourMax { get; set; }

    public bool IsGroup => !Tier.IsVm;

    /// <summary>It runs, or is on its way to.</summary>
    public bool IsLive => EndedAt is null;

    public bool Exists => RemovedAt is null;

    /// <summary>The workload whose pod this is: pods are called after it, and its own name has no dash.</summary>
    public string Workload { get; private init; } = "";

    public static string WorkloadOf(string podName) => podName.IndexOf('-') is > 0 and var dash ? podName[..dash] : podName;

    public static PodLife Begin(PodUid uid, string podName, NodeName node, Tier tier, Resources requests, GroupSize size, DateTimeOffset at) => new()
    {
        Uid = uid,
        PodName = podName,
        Workload = WorkloadOf(podName),
        Node = node,
        Tier = tier,
        Requests = requests,
        Size = size,
        StartedAt = at,
        BilledFrom = tier.IsVm ? at : null,
    };

    public override string ToString() => $"{PodName} ({Uid}) on {Node}";
}
