using Burst.Core.Pods;

namespace Burst.Core.Policies;

/// <summary>What a pod's words on its priority come to when it is made, as Kubernetes' admission has it.</summary>
public static class PodPriority
{
    /// <summary>Null where a pod may be made of the spec.</summary>
    /// <param name="spec">With what is declared.</param>
    /// <param name="found">The class it names, or the default one where it names none; null where there is no such class.</param>
    public static string? FindProblem(PodSpec spec, PriorityClass? found)
    {
        if (spec.PriorityClassName is { } name && found is null)
            return $"no PriorityClass with name {name} was found";
        var value = found?.Value ?? 0;
        if (spec.Priority is { } priority && priority != value)
            return $"the integer value of priority ({priority}) must not be provided in pod spec; priority admission controller computed {value} from the given PriorityClass name";
        var policy = found?.PreemptionPolicy ?? PreemptionPolicy.PreemptLowerPriority;
        return spec.PreemptionPolicy is { } given && given != policy
            ? $"the string value of PreemptionPolicy ({given}) must not be provided in pod spec; priority admission controller computed {policy} from the given PriorityClass name"
            : null;
    }

    /// <summary>The pod with the priority of its class, which it keeps whatever becomes of the class.</summary>
    public static Pod Give(Pod pod, PriorityClass? found) => found is null
        ? pod
        : pod with { Priority = found.Value, PriorityClassName = found.Metadata.Name, PreemptionPolicy = found.PreemptionPolicy };

    /// <summary>
    /// The spec that is declared for a pod that exists: what it says of priority may be what the server has written, and is then taken for
    /// what was declared first.
    /// </summary>
    public static PodSpec AsDeclared(Pod existing, PodSpec declared)
    {
        var isOfClass = declared.PriorityClassName == existing.PriorityClassName || declared.PriorityClassName == existing.Spec.PriorityClassName;
        var isAsGiven = (declared.Priority ?? existing.Priority) == existing.Priority && (declared.PreemptionPolicy ?? existing.PreemptionPolicy) == existing.PreemptionPolicy;
        return !isOfClass || !isAsGiven ? declared : declared with
        {
            PriorityClassName = existing.Spec.PriorityClassName,
            Priority = existing.Spec.Priority,
            PreemptionPolicy = existing.Spec.PreemptionPolicy,
        };
    }
}
