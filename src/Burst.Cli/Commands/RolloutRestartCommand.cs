using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

/// <summary>As kubectl does it: an annotation of the template changes, and so it is rolled out again.</summary>
internal sealed class RolloutRestartCommand : ServerCommand
{
    private const string Annotation = "kubectl.kubernetes.io/restartedAt";

    private readonly RolloutTarget target = new();

    public RolloutRestartCommand()
        : base("restart", "Replace all pods of a Deployment by new ones of the same template, as an update does", "burst rollout restart deployment/web")
    {
        target.AddTo(this);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var (type, name) = target.Read(parsed);
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var metadata = new JsonObject { ["annotations"] = new JsonObject { [Annotation] = now } };
        var patch = new JsonObject { ["spec"] = new JsonObject { ["template"] = new JsonObject { ["metadata"] = metadata } } };
        var path = type.ItemPath(parsed.GetRequiredValue(NamespaceOption), name);
        await client.SendAsync(HttpMethod.Patch, path, patch.ToJsonString(), "application/merge-patch+json", cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"deployment/{name} restarted").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
