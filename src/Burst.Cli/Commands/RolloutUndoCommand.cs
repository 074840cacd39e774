using System.CommandLine;
using System.Text.Json.Nodes;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

internal sealed class RolloutUndoCommand : ServerCommand
{
    private readonly RolloutTarget target = new();
    private readonly Option<int?> revision = NumberOption.Create("--to-revision", "The revision to go back to (default: the one before the present one)", 0, int.MaxValue);

    public RolloutUndoCommand()
        : base(
            "undo", "Go back to an earlier revision of a Deployment",
            "burst rollout undo deployment/web", "burst rollout undo deployment/web --to-revision 2")
    {
        target.AddTo(this);
        Options.Add(revision);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var (_, name) = target.Read(parsed);
        var path = RolloutTarget.Path(parsed.GetRequiredValue(NamespaceOption), name) + "/undo";
        var body = new JsonObject { ["toRevision"] = parsed.GetValue(revision) ?? 0 };
        var answer = await client.SendAsync(HttpMethod.Post, path, body.ToJsonString(), "application/json", cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync((bool)answer["changed"]!
            ? $"deployment/{name} rolled back to revision {answer["revision"]}"
            : $"deployment/{name} skipped rollback: it is at revision {answer["revision"]}").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
