using Burst.Api.Errors;
using Burst.Core.Workloads;

namespace Burst.Api.Rollouts;

/// <summary>Which revision an undo goes back to.</summary>
internal static class RevisionChoice
{
    /// <param name="wanted">Null for the one before the present one.</param>
    public static DeploymentRevision Choose(Deployment deployment, long? wanted)
    {
        var revisions = deployment.Rollout.Revisions;
        if (wanted is { } number)
        {
            return revisions.FirstOrDefault(revision => revision.Number == number) ?? throw Refusal.BadRequest(
                $"revision {number} of deployment {deployment.Metadata.Name} is not kept; {string.Join(", ", revisions.Select(revision => revision.Number))} {(revisions.Length == 1 ? "is" : "are")}");
        }

        var hash = deployment.Template.ComputeHash();
        return revisions.LastOrDefault(revision => revision.Hash != hash) ?? throw Refusal.BadRequest(
            $"deployment {deployment.Metadata.Name} has no earlier revision to go back to{(deployment.RevisionsKept == 0 ? " (its revisionHistoryLimit is 0)" : "")}");
    }

    /// <summary>With the template of then, and what was said of it.</summary>
    public static Deployment Restore(Deployment deployment, DeploymentRevision revision)
    {
        if (revision.Hash == deployment.Template.ComputeHash())
            return deployment;
        var annotations = revision.Cause is { } cause
            ? deployment.Metadata.Annotations.SetItem(DeploymentRevision.CauseAnnotation, cause)
            : deployment.Metadata.Annotations.Remove(DeploymentRevision.CauseAnnotation);
        return deployment with { Template = revision.Template, Metadata = deployment.Metadata with { Annotations = annotations } };
    }
}
