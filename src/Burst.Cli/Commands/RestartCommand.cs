using System.CommandLine;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

internal sealed class RestartCommand : ServerCommand
{
    private readonly Argument<string> pod = new("POD") { Description = "Name of a pod that runs on Azure Container Instances" };

    public RestartCommand()
        : base("restart", "End a pod's containers and start them again in their place; the pod and its bill go on", "burst restart burst-x2k4p")
    {
        Arguments.Add(pod);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(pod);
        var inNamespace = Uri.EscapeDataString(parsed.GetRequiredValue(NamespaceOption));
        var path = $"/apis/burst.dev/v1/namespaces/{inNamespace}/pods/{Uri.EscapeDataString(name)}/restart";
        await client.SendAsync(HttpMethod.Post, path, null, "application/json", cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"pod/{name} restarted").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
