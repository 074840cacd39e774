using System.CommandLine;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

internal sealed class NodeRemoveCommand : ServerCommand
{
    private readonly Argument<string> name = new("NAME") { Description = "Name of the node" };
    private readonly Option<bool> force = new("--force")
    {
        Description = "A VM node that is not Ready goes with its pods; a virtual one goes without a look at what is left on it, which is swept when it expires",
    };

    public NodeRemoveCommand()
        : base("remove", "Take a node off the books; refused while pods or container groups are on it", "burst node remove aci-sweden", "burst node remove vm-2 --force")
    {
        Arguments.Add(name);
        Options.Add(force);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var node = parsed.GetRequiredValue(name);
        var query = parsed.GetValue(force) ? "?force=true" : "";
        client.Warned = text => parsed.InvocationConfiguration.Error.WriteLine($"burst: warning: {text}");
        await client.SendAsync(HttpMethod.Delete, $"/api/v1/nodes/{Uri.EscapeDataString(node)}{query}", null, "application/json", cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"node/{node} removed").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
