using System.Collections.Immutable;
using Burst.Api.Errors;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;

namespace Burst.Api.Writing;

/// <summary>What other objects mean for one that is written: the priority of a pod, the quotas of its namespace, and that one class at most is the default.</summary>
/// <param name="State">As it is.</param>
/// <param name="Declared">Classes that the same file declares before.</param>
internal sealed record Admission(ClusterState State, ImmutableDictionary<string, PriorityClass> Declared)
{
    /// <summary>By namespace, what pods count for that the same file declares before.</summary>
    public ImmutableDictionary<string, QuotaDemand> Planned { get; init; } = ImmutableDictionary<string, QuotaDemand>.Empty;

    public static Admission Of(ClusterState state) => new(state, ImmutableDictionary<string, PriorityClass>.Empty);

    /// <summary>What forbids it; null where it may be.</summary>
    public StatusCause? FindProblem(ClusterObject declared) => declared switch
    {
        Pod pod when State.Find(pod.Key) is null && PodPriority.FindProblem(pod.Spec, Find(pod.Spec)) is { } problem =>
            StatusCause.Invalid("spec.priorityClassName", problem),
        Pod pod when State.Find(pod.Key) is null && FindQuotaExcess(pod) is { } excess => StatusCause.Invalid("", excess),
        PriorityClass { GlobalDefault: true } item when FindOtherDefault(item) is { } other =>
            StatusCause.Invalid("globalDefault", $"PriorityClass {other.Metadata.Name} is already marked as default. Only one default can exist"),
        _ => null,
    };

    /// <summary>The object as it comes to be.</summary>
    public ClusterObject Admit(ClusterObject created) => created is Pod pod ? PodPriority.Give(pod, Find(pod.Spec)) : created;

    private string? FindQuotaExcess(Pod pod) =>
        State.FindQuotaExcess(pod.Metadata.Namespace, QuotaDemand.Of(pod.Spec), Planned.GetValueOrDefault(pod.Metadata.Namespace));

    private PriorityClass? Find(PodSpec spec) => spec.PriorityClassName is { } name
        ? Declared.GetValueOrDefault(name) ?? State.FindPriorityClass(spec)
        : State.DefaultPriorityClass ?? Declared.Values.FirstOrDefault(item => item.GlobalDefault);

    private PriorityClass? FindOtherDefault(PriorityClass item) =>
        State.PriorityClasses.Concat(Declared.Values.OrderBy(other => other.Metadata.Name, StringComparer.Ordinal))
            .FirstOrDefault(other => other.GlobalDefault && other.Metadata.Name != item.Metadata.Name);
}
