using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Json;
using Burst.Api.Kinds;
using Burst.Api.Writing;
using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Manifests;

namespace Burst.Api.Applying;

/// <summary>What applying a file comes to on the state as it is.</summary>
internal sealed class ApplyPlan
{
    private readonly List<AppliedObject> objects = [];
    private readonly List<StatusCause> problems = [];
    private readonly HashSet<string> declaredNamespaces = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, QuotaDemand> plannedUse = ImmutableDictionary<string, QuotaDemand>.Empty;
    private ImmutableDictionary<string, PriorityClass> declaredClasses = ImmutableDictionary<string, PriorityClass>.Empty;

    /// <summary>All of the file, or a refusal that names everything in it that cannot be.</summary>
    public static ApplyPlan Decide(ClusterState state, ManifestResult manifests, IIdSource ids, DateTimeOffset now)
    {
        var plan = new ApplyPlan();
        foreach (var manifest in manifests.Objects)
            plan.Add(state, manifest, ids, now);
        if (plan.problems.Count == 0)
            return plan;
        var count = plan.problems.Count;
        throw Refusal.Invalid($"{count} object{(count == 1 ? "" : "s")} cannot be applied; nothing was applied", [.. plan.problems]);
    }

    public IReadOnlyList<Change> Changes() =>
        [.. objects.Where(item => item.Action != AppliedObject.Unchanged).Select(item => new Change.Put(item.Object))];

    /// <summary>One entry for the request, and one for each object it wrote.</summary>
    public IReadOnlyList<AuditEntry> Audit(ApiRequest request, DateTimeOffset now) =>
    [
        AuditTrail.Entry(request, now, 200),
        .. objects.Where(item => item.Action != AppliedObject.Unchanged).Select(item => new AuditEntry(
            now,
            request.User,
            "apply",
            ResourceCatalog.Of(item.Object.Kind).PathOf(item.Object.Metadata),
            item.Action == AppliedObject.Created ? 201 : 200)),
    ];

    public ApiResponse ToResponse(ImmutableArray<string> warnings) => ApiResponse.Json(200, new JsonObject
    {
        ["kind"] = "ApplyResult",
        ["apiVersion"] = "burst.dev/v1",
        ["items"] = objects.Select(ToJson).ToJsonArray(),
        ["warnings"] = warnings.ToJsonArray(),
    });

    private void Add(ClusterState state, ManifestObject manifest, IIdSource ids, DateTimeOffset now)
    {
        var declared = manifest.Object;
        if (declared is Namespace)
            declaredNamespaces.Add(declared.Metadata.Name);
        var admission = new Admission(state, declaredClasses) { Planned = plannedUse };
        if (admission.FindProblem(declared) is { } forbidden)
            Refuse(manifest, forbidden.Field, forbidden.Message);
        if (declared is Pod pod && state.Find(pod.Key) is null)
            plannedUse = plannedUse.SetItem(pod.Metadata.Namespace, plannedUse.GetValueOrDefault(pod.Metadata.Namespace) + QuotaDemand.Of(pod.Spec));
        if (declared is PriorityClass priority)
            declaredClasses = declaredClasses.SetItem(priority.Metadata.Name, priority);
        if (state.Find(declared.Key) is not { } existing)
        {
            if (FindNamespaceProblem(state, declared) is { } missing)
                Refuse(manifest, "metadata.namespace", missing);
            else
                objects.Add(new AppliedObject(admission.Admit(Creation.Of(declared, ids, now)), AppliedObject.Created));
            return;
        }

        var violations = Immutability.FindViolations(existing, declared);
        foreach (var violation in violations)
            Refuse(manifest, violation.Field, violation.Message);
        if (existing.Metadata.DeletionRequestedAt is not null)
            Refuse(manifest, "", "it is being deleted; wait until it is gone and apply again");
        else if (violations.IsEmpty)
            objects.Add(Revision.Of(existing, declared) is { } revised ? new(revised, AppliedObject.Configured) : new(existing, AppliedObject.Unchanged));
    }

    private string? FindNamespaceProblem(ClusterState state, ClusterObject declared)
    {
        var name = declared.Metadata.Namespace;
        return name.Length == 0 || declaredNamespaces.Contains(name) ? null : Creation.FindNamespaceProblem(state, name)?.Message;
    }

    private void Refuse(ManifestObject manifest, string field, string message)
    {
        var place = field.Length == 0 ? "" : $"{field}: ";
        problems.Add(StatusCause.Invalid(field, $"{manifest.Source}:{manifest.Line}: {manifest.Object.Kind} {manifest.Object.Metadata.Name}: {place}{message}"));
    }

    private static JsonObject ToJson(AppliedObject item) => new()
    {
        ["kind"] = item.Object.Kind.ToString(),
        ["namespace"] = item.Object.Metadata.Namespace,
        ["name"] = item.Object.Metadata.Name,
        ["action"] = item.Action,
    };
}
