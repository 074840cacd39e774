using System.Text.Json.Nodes;
using Burst.Core.Workloads;

namespace Burst.Manifests.Writing;

internal static class JobWriter
{
    public static JsonObject Write(Job job)
    {
        var json = ObjectWriter.Begin(job, "batch/v1");
        var spec = new JsonObject
        {
            ["parallelism"] = job.Parallelism,
            ["completions"] = job.Completions,
            ["backoffLimit"] = job.BackoffLimit,
            ["suspend"] = job.Suspend,
        };
        if (job.ActiveDeadline is { } deadline)
            spec["activeDeadlineSeconds"] = ObjectWriter.Seconds(deadline);
        if (job.KeepAfterFinished is { } keep)
            spec["ttlSecondsAfterFinished"] = ObjectWriter.Seconds(keep);
        spec["template"] = PodWriter.WriteTemplate(job.Template);
        json["spec"] = spec;
        return json;
    }
}
