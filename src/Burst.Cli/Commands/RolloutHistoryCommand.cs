using System.CommandLine;
using Burst.Cli.Client;
using Burst.Cli.Output;

namespace Burst.Cli.Commands;

internal sealed class RolloutHistoryCommand : ServerCommand
{
    private readonly RolloutTarget target = new();
    private readonly Option<int?> revision = NumberOption.Create("--revision", "Show this revision's template", 1, int.MaxValue);
    private readonly Option<string> format = new("--output", "-o") { Description = "text or json", DefaultValueFactory = _ => "text" };

    public RolloutHistoryCommand()
        : base(
            "history", "List the revisions of a Deployment that are kept, or show one",
            "burst rollout history deployment/web", "burst rollout history deployment/web --revision 2")
    {
        format.AcceptOnlyFromAmong("text", "json");
        target.AddTo(this);
        Options.Add(revision);
        Options.Add(format);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var (_, name) = target.Read(parsed);
        var path = RolloutTarget.Path(parsed.GetRequiredValue(NamespaceOption), name) + "/history";
        var history = await client.GetAsync(path, cancellationToken).ConfigureAwait(false);
        if (parsed.GetRequiredValue(format) == "json")
            await output.WriteLineAsync(JsonText.Indent(history)).ConfigureAwait(false);
        else if (parsed.GetValue(revision) is not { } number)
            RolloutText.WriteHistory(name, history["items"]!.AsArray(), output);
        else if (history["items"]!.AsArray().FirstOrDefault(item => (long)item!["revision"]! == number) is { } one)
            RolloutText.WriteRevision(name, one, output);
        else
            throw new CommandException(ExitCodes.NotFound, $"revision {number} of deployment {name} is not kept; burst rollout history deployment/{name} lists those that are.");
        return ExitCodes.Ok;
    }
}
