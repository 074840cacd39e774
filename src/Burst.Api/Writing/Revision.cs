using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Core.Objects;

namespace Burst.Api.Writing;

/// <summary>Replaces what is declared of an object that exists.</summary>
internal static class Revision
{
    public static WriteDecision Decide(Resource resource, ClusterObject existing, ClusterObject declared, DateTimeOffset now)
    {
        if (Immutability.FindViolations(existing, declared) is { IsEmpty: false } causes)
            throw Refusal.Invalid(resource, existing.Metadata.Name, causes);
        return Of(existing, declared) is { } revised
            ? WriteDecision.Put(200, revised) with { Events = NodeEvents.Of(existing, revised, now) }
            : WriteDecision.Unchanged(existing);
    }

    /// <summary>The revised object, or null when it says what is there already. The generation counts changes other than of metadata.</summary>
    public static ClusterObject? Of(ClusterObject existing, ClusterObject declared)
    {
        var revised = DeclaredContent.Onto(existing, declared);
        if (DeclaredContent.AreEqual(existing, revised))
            return null;
        var metadata = revised.Metadata;
        return DeclaredContent.AreEqual(existing with { Metadata = metadata }, revised)
            ? revised
            : revised with { Metadata = metadata with { Generation = metadata.Generation + 1 } };
    }
}
