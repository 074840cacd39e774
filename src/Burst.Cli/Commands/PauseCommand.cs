using System.CommandLine;
using System.Text.Json.Nodes;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

/// <summary>`pause` and `resume`: the emergency brake.</summary>
internal sealed class PauseCommand : ServerCommand
{
    private readonly Option<string> reason = new("--reason") { Description = "Why, for those who wonder", DefaultValueFactory = _ => "" };
    private readonly bool pause;

    private PauseCommand(bool pause, string name, string description, params string[] examples)
        : base(name, description, examples)
    {
        this.pause = pause;
        if (pause)
            Options.Add(reason);
    }

    public static PauseCommand Pause() => new(
        true, "pause", "Emergency brake: nothing new is created until `burst resume`; what runs goes on, what ends ends",
        "burst pause", "burst pause --reason 'costs look wrong'");

    public static PauseCommand Resume() => new(false, "resume", "Release the emergency brake", "burst resume");

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["paused"] = pause, ["reason"] = pause ? parsed.GetValue(reason) : "" };
        await client.SendAsync(HttpMethod.Put, "/apis/burst.dev/v1/pause", body.ToJsonString(), "application/json", cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(pause ? "paused: nothing new is created until `burst resume`" : "resumed").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
