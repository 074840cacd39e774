using System.Collections.Immutable;
using Burst.Core.Workloads;

namespace Burst.Manifests.Reading;

/// <summary>Says of a Job that its pods start together or not at all.</summary>
internal static class AllOrNothingAnnotation
{
    public static void Check(FieldReader fields, FieldReader spec, Job job)
    {
        if (job.Template.Annotations.ContainsKey(Job.AllOrNothingAnnotation))
            spec.Warn("template", $"the annotation {Job.AllOrNothingAnnotation} has no effect here; move it to metadata.annotations of the Job");
        if (!job.Metadata.Annotations.TryGetValue(Job.AllOrNothingAnnotation, out var text))
            return;
        if (!Job.TryParseAllOrNothing(text, out var within))
            AddressAnnotations.Error(fields.Fields("metadata")!, Job.AllOrNothingAnnotation, $"must be \"true\", \"false\", or within how many seconds all must have started, from \"1\" to \"86400\", not {NodeText.Quote(text)}");
        if (within is not null && job.Parallelism > Job.StartsTogetherMax)
            spec.Error("parallelism", $"is {job.Parallelism}; {Job.StartsTogetherMax} are the most that start together ({Job.AllOrNothingAnnotation})");
    }

    public static void WarnElsewhere(FieldReader fields, ImmutableSortedDictionary<string, string> annotations)
    {
        if (annotations.ContainsKey(Job.AllOrNothingAnnotation))
            fields.Warn("metadata", $"the annotation {Job.AllOrNothingAnnotation} has no effect here: it is for Jobs");
    }
}
