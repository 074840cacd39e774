using System.CommandLine;
using System.Text.Json.Nodes;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

/// <summary>Asks for a stop or a start, and waits until the pod's host shows it. The server goes on with it whether or not anybody waits.</summary>
internal abstract class PodStageCommand : ServerCommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan PatienceMax = TimeSpan.FromMinutes(2);

    private readonly Argument<string> pod;
    private readonly Option<bool> noWait = new("--no-wait") { Description = "Return once it is on record; `burst get pods` shows how it goes" };
    private readonly string name;

    protected PodStageCommand(string name, string argument, string description, params string[] examples)
        : base(name, description, examples)
    {
        this.name = name;
        pod = new("POD") { Description = argument };
        Arguments.Add(pod);
        Options.Add(noWait);
        Options.Add(NamespaceOption);
    }

    /// <summary>The pod is as it was asked to be.</summary>
    protected abstract bool IsDone(string stage);

    /// <summary>It is on the way.</summary>
    protected abstract string Underway { get; }

    protected abstract string Done { get; }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var target = parsed.GetRequiredValue(pod);
        var path = $"namespaces/{Uri.EscapeDataString(parsed.GetRequiredValue(NamespaceOption))}/pods/{Uri.EscapeDataString(target)}";
        var answer = await client.SendAsync(HttpMethod.Post, $"/apis/burst.dev/v1/{path}/{name}", null, "application/json", cancellationToken).ConfigureAwait(false);
        var stage = Text(answer["stage"]);
        var since = TimeProvider.System.GetTimestamp();
        JsonNode? seen = null;
        while (stage == Underway && !parsed.GetValue(noWait))
        {
            if (TimeProvider.System.GetElapsedTime(since) > PatienceMax)
                throw new CommandException(ExitCodes.Failed, $"pod {target} is still {Underway}; the server goes on with it, and `burst describe pod {target}` shows how.");
            await Task.Delay(Poll, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            seen = (await client.GetAsync($"/api/v1/{path}", cancellationToken).ConfigureAwait(false))["status"];
            stage = Text(seen?["burst"]?["stop"]?["stage"]);
            if (Text(seen?["phase"]) is "Succeeded" or "Failed")
                throw new CommandException(ExitCodes.Failed, $"pod {target} has ended meanwhile: {Text(seen?["phase"])} {Text(seen?["reason"])}".TrimEnd());
        }

        if (stage != Underway && !IsDone(stage))
            throw new CommandException(ExitCodes.Failed, $"pod {target} was not {Done}: {Text(seen?["message"])}");
        await output.WriteLineAsync($"pod/{target} {(stage == Underway ? Underway.ToLowerInvariant() : Done)}").ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    private static string Text(JsonNode? node) => node?.ToString() ?? "";
}
