using System.CommandLine;
using Burst.Cli.Client;
using Burst.Cli.Output;

namespace Burst.Cli.Commands;

internal sealed class NodeListCommand : ServerCommand
{
    private readonly Option<string> format = new("--output", "-o") { Description = "table or json", DefaultValueFactory = _ => "table" };

    public NodeListCommand()
        : base("list", "List the nodes and where their pods run", "burst node list", "burst node list -o json")
    {
        format.AcceptOnlyFromAmong("table", "json");
        Options.Add(format);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var nodes = await ListPages.ReadAllAsync("/api/v1/nodes", "items", page => client.GetAsync(page, cancellationToken)).ConfigureAwait(false);
        if (parsed.GetRequiredValue(format) == "json")
            await output.WriteLineAsync(JsonText.Indent(nodes)).ConfigureAwait(false);
        else if (nodes["items"]!.AsArray() is { Count: > 0 } items)
            NodeText.Write(items, output);
        else
            await output.WriteLineAsync("No nodes found. Add one: burst node add --help, or burst up --node NAME=SIZE.").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
