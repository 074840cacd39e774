using System.Collections.Immutable;
using Burst.Api.Errors;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.Workloads;

namespace Burst.Api.Writing;

/// <summary>What cannot change once an object exists, as in Kubernetes.</summary>
internal static class Immutability
{
    public static ImmutableArray<StatusCause> FindViolations(ClusterObject existing, ClusterObject declared) => (existing, declared) switch
    {
        (Deployment before, Deployment after) when !Same(before.Selector, after.Selector) =>
            [StatusCause.Invalid("spec.selector", "field is immutable; delete the Deployment and create it again")],
        (Job before, Job after) => [.. OfJob(before, after)],
        (Pod before, Pod after) => [.. OfPod(before.Spec, DeclaredContent.SpecOnto(before, after))],
        (ConfigMap { Immutable: true } before, ConfigMap after) when !after.Immutable || !Same(before.Data, after.Data) =>
            [StatusCause.Invalid("data", "the ConfigMap is immutable; delete it and create it again")],
        (Secret before, Secret after) => [.. OfSecret(before, after)],
        (PriorityClass before, PriorityClass after) => [.. OfPriorityClass(before, after)],
        _ => [],
    };

    private static IEnumerable<StatusCause> OfPod(PodSpec before, PodSpec after)
    {
        if (HashOf(before) != HashOf(after with { SchedulingGates = before.SchedulingGates }))
            yield return StatusCause.Invalid("spec", "a pod's spec cannot change, except that scheduling gates are removed; delete the pod and create it again");
        foreach (var added in after.SchedulingGates.Except(before.SchedulingGates))
            yield return StatusCause.Invalid("spec.schedulingGates", $"only deletion is allowed, but found new scheduling gate '{added}'");
    }

    private static IEnumerable<StatusCause> OfJob(Job before, Job after)
    {
        if (before.Template.ComputeHash() != after.Template.ComputeHash())
            yield return StatusCause.Invalid("spec.template", "field is immutable; delete the Job and create it again, or create one with another name");
        if (before.Completions != after.Completions)
            yield return StatusCause.Invalid("spec.completions", "field is immutable; delete the Job and create it again");
    }

    private static IEnumerable<StatusCause> OfSecret(Secret before, Secret after)
    {
        if (before.Type != after.Type)
            yield return StatusCause.Invalid("type", $"field is immutable (it is {before.Type}); delete the Secret and create it again");
        if (before.Immutable && (!after.Immutable || !Same(before.Data, after.Data)))
            yield return StatusCause.Invalid("data", "the Secret is immutable; delete it and create it again");
    }

    private static IEnumerable<StatusCause> OfPriorityClass(PriorityClass before, PriorityClass after)
    {
        if (before.Value != after.Value)
            yield return StatusCause.Invalid("value", $"may not be changed in an update (it is {before.Value}); delete the PriorityClass and create it again");
        if (before.PreemptionPolicy != after.PreemptionPolicy)
            yield return StatusCause.Invalid("preemptionPolicy", $"may not be changed in an update (it is {before.PreemptionPolicy}); delete the PriorityClass and create it again");
    }

    private static bool Same(ImmutableSortedDictionary<string, string> left, ImmutableSortedDictionary<string, string> right) =>
        left.SequenceEqual(right);

    private static string HashOf(PodSpec spec) => new PodTemplate { Spec = spec }.ComputeHash();
}
