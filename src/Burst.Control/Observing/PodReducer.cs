using System.Collections.Immutable;
using Burst.Control.Applying;
using Burst.Control.Loop;
using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Pods;

namespace Burst.Control.Observing;

/// <summary>Takes one observation into one pod. An end is final, and an older sight never replaces a newer one.</summary>
internal static class PodReducer
{
    /// <summary>
    /// How much older a sight may be that comes late. One that is older still comes from a host whose clock was set back: the reports of a
    /// node come in order, and waiting until its clock has caught up could take hours.
    /// </summary>
    private static readonly TimeSpan LatenessMax = TimeSpan.FromMinutes(1);

    public static void Observe(StateBatch batch, Pod pod, PodObservation seen)
    {
        if (IsLate(pod, seen) || seen.Phase == PodPhase.Unknown)
            return;
        if (!StoppedRuns.TryTakeIn(batch, ref pod, ref seen) || IsOfTheRunBefore(pod, seen, batch.Now))
            return;
        if (pod.IsTerminal)
        {
            UsageBooks.Observe(batch, pod, seen);
            return;
        }

        var next = pod with
        {
            Phase = seen.Phase,
            Containers = CarryReadiness(pod.Containers, seen, Interruptions.Carry(pod.Containers, seen.Containers)),
            InitContainers = CarryReadiness(pod.InitContainers, seen, seen.InitContainers),
            IsNodeUnready = PodsOfNode.IsUnready(batch, pod),
            PodIp = seen.PodIp ?? pod.PodIp,
            DnsName = seen.DnsName ?? pod.DnsName,
            CreateOperation = seen.Phase == PodPhase.Pending ? pod.CreateOperation : null,
            Reason = seen.Reason,
            Message = seen.Message,
            StartedAt = pod.StartedAt ?? Believable(batch, pod.Placement!.At, FirstStart(seen)),
        };
        if (next.IsTerminal)
            next = next with { FinishedAt = Believable(batch, next.StartedAt ?? pod.Placement!.At, LastFinish(seen)) };
        if (!SameSight(pod, next))
        {
            batch.Put(next with { ObservedAt = seen.ObservedAt });
            Announce(batch, pod, next);
        }

        UsageBooks.Observe(batch, next, seen);
    }

    /// <summary>Two full lists without it: it is gone from its host. The delete that follows confirms that nothing is left.</summary>
    public static void Vanished(StateBatch batch, Pod pod)
    {
        const string Message = "The pod is no longer on its node; it was removed by other means.";
        var ended = pod.IsTerminal ? pod : pod with { Phase = PodPhase.Failed, Reason = "Vanished", Message = Message, FinishedAt = batch.Now };
        batch.Put(ended with { HostState = HostState.DeleteIntended, HostStateSince = batch.Now, HostAttempts = 0, HostRetryAt = null });
        if (!pod.IsTerminal)
            batch.Event(pod, EventSeverity.Warning, "Vanished", Message);
    }

    /// <summary>What a host that has just begun to look does not know yet is as it was, for the same run.</summary>
    private static ImmutableArray<ContainerStatus> CarryReadiness(
        ImmutableArray<ContainerStatus> known, PodObservation seen, ImmutableArray<ContainerStatus> statuses) => seen.UnknownReadiness.IsEmpty
        ? statuses
        : [.. statuses.Select(status => seen.UnknownReadiness.Contains(status.Name)
            && known.FirstOrDefault(before => before.Name == status.Name) is { } before && before.StartedAt == status.StartedAt
                ? status with { ReadyAt = before.ReadyAt }
                : status)];

    private static bool SameSight(Pod before, Pod after) =>
        before.Phase == after.Phase && before.IsNodeUnready == after.IsNodeUnready && before.PodIp == after.PodIp && before.DnsName == after.DnsName && before.Reason == after.Reason && before.Message == after.Message
        && before.StartedAt == after.StartedAt && before.Containers.AsSpan().SequenceEqual(after.Containers.AsSpan())
        && before.InitContainers.AsSpan().SequenceEqual(after.InitContainers.AsSpan());

    /// <summary>
    /// The end of what a user has restarted. An end of the new run that is taken for it, as its host's clock is behind, is only told later.
    /// </summary>
    private static bool IsOfTheRunBefore(Pod pod, PodObservation seen, DateTimeOffset now) =>
        pod is { IsTerminal: false, Restart.AskedAt: var asked }
        && seen.Phase is PodPhase.Succeeded or PodPhase.Failed
        && (now - asked).Duration() < PodRestart.SettleTime
        && seen.Containers.All(container => container.StartedAt is null || container.StartedAt <= asked);

    private static bool IsLate(Pod pod, PodObservation seen) =>
        pod.ObservedAt is { } last && seen.ObservedAt <= last && last - seen.ObservedAt < LatenessMax;

    /// <summary>
    /// An instant of the host's clock as ours admits it: neither before what led to it nor in the future. Deadlines and waits are measured
    /// from it by our clock, and must not come to their end because the two differ. What is billed keeps the host's own times.
    /// </summary>
    private static DateTimeOffset? Believable(StateBatch batch, DateTimeOffset notBefore, DateTimeOffset? at) =>
        at is not { } seen ? null : seen > batch.Now ? Later(notBefore, batch.Now) : Later(notBefore, seen);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset? FirstStart(PodObservation seen) => seen.Containers.Min(container => container.StartedAt);

    private static DateTimeOffset LastFinish(PodObservation seen) =>
        seen.Containers.Max(container => container.FinishedAt) ?? seen.ObservedAt;

    private static void Announce(StateBatch batch, Pod before, Pod after)
    {
        var place = after.Placement!.Node;
        if (before.StartedAt is null && after.StartedAt is not null)
            batch.Event(after, EventSeverity.Normal, "Started", $"Running on {place}.");
        if (after.Phase == PodPhase.Succeeded)
            batch.Event(after, EventSeverity.Normal, "Completed", $"All containers ended with exit code 0 on {place}.");
        if (after.Phase == PodPhase.Failed)
            batch.Event(after, EventSeverity.Warning, "Failed", $"{DescribeFailure(after)} on {place}.");
        foreach (var container in Statuses(after).Where(container => IsNewTrouble(before, container)))
            batch.Event(after, EventSeverity.Warning, IsOfHook(container) ? "FailedPostStartHook" : "Unhealthy", $"Container {container.Name}: {container.Message}");
        var restarts = Statuses(after).Sum(container => container.RestartCount);
        if (restarts > Statuses(before).Sum(container => container.RestartCount))
            batch.Event(after, EventSeverity.Warning, "BackOff", $"A container was restarted; {restarts} restart(s) so far.");
    }

    private static IEnumerable<ContainerStatus> Statuses(Pod pod) => pod.InitContainers.Concat(pod.Containers);

    private static bool IsOfHook(ContainerStatus container) => container.Message?.StartsWith(ContainerStatus.PostStartFailed, StringComparison.Ordinal) == true;

    private static bool IsNewTrouble(Pod before, ContainerStatus container) => (container is { State: ContainerState.Running, Message: not null } || IsOfHook(container))
        && Statuses(before).FirstOrDefault(known => known.Name == container.Name)?.Message != container.Message;

    private static string DescribeFailure(Pod pod)
    {
        var failed = pod.InitContainers.Concat(pod.Containers).FirstOrDefault(container => container.ExitCode is not null and not 0);
        return failed is null
            ? $"The pod failed: {pod.Reason ?? "no reason given"} {pod.Message}".TrimEnd()
            : $"Container {failed.Name} ended with exit code {failed.ExitCode}{(failed.Signal is { } signal ? $" (signal {signal})" : "")}";
    }
}
