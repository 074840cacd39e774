using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Api.Tables;
using Burst.Core.Workloads;

namespace Burst.Api.Kinds;

/// <summary>A Job, its pods at work, and how far it has come.</summary>
internal sealed record JobView(Job Job, int Active, int Ready) : ResourceView(Job)
{
    public string Phase => Job switch
    {
        { Metadata.DeletionRequestedAt: not null } => "Terminating",
        { Progress.IsFailed: true } => "Failed",
        { Progress.IsFinished: true } => "Complete",
        { Suspend: true } => "Suspended",
        _ => "Running",
    };

    public override JsonArray Cells(DateTimeOffset now) =>
    [
        Job.Metadata.Name,
        Phase,
        $"{Job.Progress.Succeeded}/{Job.Completions}",
        Job.Progress.StartedAt is { } started ? HumanDuration.Show((Job.Progress.FinishedAt ?? now) - started) : "",
        HumanDuration.Age(Job.Metadata.CreatedAt, now),
        string.Join(",", Job.Template.Spec.Containers.Select(container => container.Name)),
        string.Join(",", Job.Template.Spec.Containers.Select(container => container.Image)),
    ];

    public override string ValueOf(string field) => field == "status.successful" ? Job.Progress.Succeeded.ToString() : base.ValueOf(field);

    protected override void Complete(JsonObject json)
    {
        var progress = Job.Progress;
        var status = new JsonObject { ["active"] = Active, ["ready"] = Ready, ["succeeded"] = progress.Succeeded, ["failed"] = progress.Failed };
        if (progress.StartedAt is { } started)
            status["startTime"] = started.Show();
        if (progress is { FinishedAt: { } finished, IsFailed: false })
            status["completionTime"] = finished.Show();
        if (Conditions().ToJsonArray() is { Count: > 0 } conditions)
            status["conditions"] = conditions;
        json["status"] = status;
    }

    private IEnumerable<JsonNode?> Conditions()
    {
        var progress = Job.Progress;
        if (progress.IsFailed)
            yield return new Condition("Failed", true, progress.FinishedAt, progress.FailureReason!).ToJson();
        else if (progress.IsFinished)
            yield return new Condition("Complete", true, progress.FinishedAt, "CompletionsReached").ToJson();
        else if (Job.Suspend)
            yield return new Condition("Suspended", true, null, "JobSuspended").ToJson();
    }
}
