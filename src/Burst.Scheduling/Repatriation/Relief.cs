using Burst.Core.Canaries;
using Burst.Core.Events;
using Burst.Core.Pods;
using Burst.Core.Workloads;
using Burst.Scheduling.Planning;
using Burst.Scheduling.Reconcile;

namespace Burst.Scheduling.Repatriation;

/// <summary>
/// A pod on a VM node that is to take the place of a spilled one, from one look to the next: the spilled one is ended once this one is
/// available, and never before. Until then it does not count toward the replicas. What else happens decides which of the two goes, so that
/// there are never fewer because of it, and never more for longer than the progress deadline.
/// </summary>
internal sealed class Relief(PlanBuilder plan, PlannerOptions options, Deployment deployment, string hash)
{
    /// <summary>Clocks of one cluster differ by less.</summary>
    private static readonly TimeSpan ClockSetBackMin = TimeSpan.FromMinutes(1);

    /// <summary>One that was to take another's place has been given up in this look: the room has to prove itself anew.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>How many have failed at taking another's place, as far as nobody has counted them before.</summary>
    public int Failures { get; private set; }

    /// <summary>One has taken another's place.</summary>
    public bool HasSucceeded { get; private set; }

    /// <summary>Decides on those under way.</summary>
    /// <param name="pods">Of the Deployment, as the plan has them so far.</param>
    /// <returns>Those that the Deployment's replicas are counted by.</returns>
    public List<Pod> Advance(List<Pod> pods)
    {
        if (!pods.Exists(pod => pod.Relieves is not null))
            return pods;

        // One that came to its end without having taken a place says nothing of how those of the Deployment fare.
        List<Pod> counted = [.. pods.Where(pod => pod.Relieves is null || !(pod.IsActive || pod.IsTerminal))];
        foreach (var failed in pods.Where(pod => pod is { Relieves: not null, IsTerminal: true, IsLost: false, IsCounted: false, Metadata.DeletionRequestedAt: null }))
        {
            plan.Put(failed with { IsCounted = true });
            Failures++;
        }

        foreach (var relief in pods.Where(pod => pod.IsRelief))
            Advance(counted, relief, counted.Find(pod => pod.Uid == relief.Relieves));
        return counted;
    }

    private void Advance(List<Pod> counted, Pod relief, Pod? relieved)
    {
        var strength = counted.Count(pod => pod.IsActive);
        if (relieved is not { IsActive: true })
            Promote(counted, relief, "the pod that it was to relieve is no more");
        else if (FindCause(relief, relieved) is { } cause)
            TakeBack(counted, relief, cause, hasFailed: !relief.HoldsCapacity);
        else if (strength > deployment.Replicas)
            TakeBack(counted, relief, "the Deployment has been scaled down");
        else if (strength < deployment.Replicas)
            Promote(counted, relief, "the Deployment lacks a pod");
        else
            AdvancePair(counted, relief, relieved);
    }

    /// <summary>Why it is no longer wanted.</summary>
    private string? FindCause(Pod relief, Pod relieved)
    {
        if (relief.TemplateHash != hash || relieved.TemplateHash != hash)
            return "the template has changed";
        if (!relief.HoldsCapacity)
            return "its node has refused it";
        return RepatriationRules.FindObstacle(plan.State, deployment, relieved);
    }

    private void AdvancePair(List<Pod> counted, Pod relief, Pod relieved)
    {
        var isAtWork = RepatriationRules.IsAtWork(plan.State, deployment, relief, plan.Now);
        var areOthers = counted.TrueForAll(pod => !pod.IsActive || pod.Uid == relieved.Uid || PodAvailability.IsAvailable(pod, deployment.MinReady, plan.Now));
        var due = relief.Metadata.CreatedAt + deployment.ProgressDeadline;

        // One from the future was made before the clock was set back: nobody knows how long ago.
        var isOverdue = due <= plan.Now || relief.Metadata.CreatedAt - plan.Now > ClockSetBackMin;
        if ((isAtWork && (areOthers || isOverdue)) || CanarySwitch.Sings(Canary.RelievedBeforeItIsReady))
            End(counted, relief, relieved);
        else if (isOverdue)
            TakeBack(counted, relief, $"it was not available within {deployment.ProgressDeadline.TotalSeconds:0} seconds", hasFailed: true);
        else
            plan.Wake(deployment.Key, isAtWork && plan.Now + options.RepatriationLookEvery < due ? plan.Now + options.RepatriationLookEvery : due);
    }

    private void End(List<Pod> counted, Pod relief, Pod relieved)
    {
        HasSucceeded = true;
        Promote(counted, relief, null);
        var node = relief.Placement!.Node;
        plan.Event(relieved, EventSeverity.Normal, "Repatriated", $"{relief.Metadata.Name} on {node} is ready and takes its place.");
        if (options.WritesReasons)
            plan.Decide(Explanation.Of(plan, relieved, $"ends, since {relief.Metadata.Name} on {node} is ready and takes its place"));
        PodLifecycle.RequestDeletion(plan, relieved, $"{relief.Metadata.Name} on {node} takes its place");
        Replace(counted, relieved);
    }

    /// <summary>A replica like the others from now on.</summary>
    private void Promote(List<Pod> counted, Pod relief, string? cause)
    {
        var promoted = relief with { Relieves = null };
        plan.Put(promoted);
        counted.Add(promoted);
        if (cause is not null)
            plan.Event(relief, EventSeverity.Normal, "RepatriationEnded", $"It is a replica like the others now: {cause}.");
    }

    private void TakeBack(List<Pod> counted, Pod relief, string cause, bool hasFailed = false)
    {
        HasFailed = true;
        Failures += hasFailed ? 1 : 0;
        plan.Event(relief, EventSeverity.Normal, "RepatriationGivenUp", $"It takes no other pod's place: {cause}.");
        PodLifecycle.RequestDeletion(plan, relief, $"it takes no other pod's place: {cause}");
        counted.Add(relief);
        Replace(counted, relief);
    }

    private void Replace(List<Pod> counted, Pod pod)
    {
        counted.RemoveAll(other => other.Uid == pod.Uid);
        if (!plan.IsRemoved(pod))
            counted.Add(plan.Latest(pod));
    }
}
