using Burst.Core.Pods;

namespace Burst.Core.Workloads;

/// <summary>A template that a Deployment has had. One that comes back takes the next number: a number is given once.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Hash">The template's <see cref="PodTemplate.ComputeHash"/>, which its pods carry.</param>
/// <param name="FirstAt">When it first was the Deployment's template.</param>
/// <param name="Cause">What its user said of the change (<see cref="CauseAnnotation"/> on the Deployment); null for nothing.</param>
public sealed record DeploymentRevision(long Number, string Hash, PodTemplate Template, DateTimeOffset FirstAt, string? Cause = null)
{
    /// <summary>On a Deployment: why it was changed, for the history.</summary>
    public const string CauseAnnotation = "kubernetes.io/change-cause";

    /// <summary>On a Deployment as it is shown: the number of its present revision.</summary>
    public const string NumberAnnotation = "deployment.kubernetes.io/revision";
}
