using System.Collections.Immutable;
using Burst.Core.Events;
using Burst.Core.Workloads;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Rollouts;

/// <summary>Keeps count of the templates a Deployment has had.</summary>
internal static class Revisions
{
    /// <summary>The rollout with the present template as its newest revision. A template that comes back is that revision again, under the next number.</summary>
    public static Rollout Observe(PlanBuilder plan, Deployment deployment, string hash)
    {
        var rollout = deployment.Rollout with { ObservedGeneration = deployment.Metadata.Generation };
        if (rollout.Current?.Hash == hash)
            return rollout;
        var number = (rollout.Current?.Number ?? 0) + 1;
        var known = rollout.Revisions.FirstOrDefault(revision => revision.Hash == hash) ?? new DeploymentRevision(number, hash, deployment.Template, plan.Now);
        var cause = deployment.Metadata.Annotations.GetValueOrDefault(DeploymentRevision.CauseAnnotation) ?? known.Cause;
        if (number > 1)
            plan.Event(deployment, EventSeverity.Normal, "RolloutStarted", $"Revision {number} takes the place of revision {number - 1}: {Describe(deployment)}.");
        return rollout with
        {
            Revisions = [.. rollout.Revisions.Where(revision => revision.Hash != hash), known with { Number = number, Cause = cause }],
            State = RolloutState.Progressing,
            Since = plan.Now,
            ProgressedAt = plan.Now,
            Counts = default,
            VmRoomSince = null,
            RepatriationFailures = 0,
        };
    }

    /// <summary>Without the oldest beyond those to keep; one that still has pods stays.</summary>
    public static ImmutableArray<DeploymentRevision> Trim(ImmutableArray<DeploymentRevision> revisions, int kept, Func<string, bool> hasPods)
    {
        var excess = revisions.Length - 1 - kept;
        if (excess <= 0)
            return revisions;
        var left = revisions.Where((revision, index) => index >= excess || hasPods(revision.Hash)).ToImmutableArray();
        return left.Length == revisions.Length ? revisions : left;
    }

    private static string Describe(Deployment deployment)
    {
        if (deployment.RollingUpdate is not { } rolling)
            return "all old pods end before the first new one starts (Recreate)";
        var (surge, unavailable) = rolling.For(deployment.Replicas);
        return $"of {deployment.Replicas} replica(s) at most {unavailable} unavailable, and at most {surge} pod(s) more";
    }
}
