using System.Collections.Immutable;
using Burst.Core.Policies;

namespace Burst.Manifests.Reading;

/// <summary>Checks the annotation that names a pod's BurstPolicy, since a misspelt one would mean no policy.</summary>
internal static class PolicyAnnotation
{
    public static void Check(FieldReader? metadata, ImmutableSortedDictionary<string, string> annotations)
    {
        if (metadata is not null
            && annotations.TryGetValue(BurstPolicy.Annotation, out var policy)
            && NameRules.Subdomain(policy) is { } problem)
        {
            var path = metadata.Path.Field("annotations").Field(BurstPolicy.Annotation);
            metadata.Context.Error(metadata.At, path, $"names a BurstPolicy, and {problem}");
        }
    }

    /// <summary>On a workload itself the annotation does nothing; it is the pods that spill.</summary>
    public static void WarnOnWorkload(FieldReader fields, ImmutableSortedDictionary<string, string> annotations)
    {
        if (annotations.ContainsKey(BurstPolicy.Annotation))
            fields.Warn("metadata", $"the annotation {BurstPolicy.Annotation} has no effect here; move it to spec.template.metadata.annotations");
    }
}
