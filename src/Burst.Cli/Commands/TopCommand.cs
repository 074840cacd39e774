using System.CommandLine;
using Burst.Cli.Client;
using Burst.Cli.Output;

namespace Burst.Cli.Commands;

internal sealed class TopCommand : ServerCommand
{
    private readonly Argument<string> what = new("TYPE") { Description = "pods or nodes" };
    private readonly Option<bool> all = new("--all-namespaces", "-A") { Description = "Pods of all namespaces" };
    private readonly Option<string?> selector = new("--selector", "-l") { Description = "Those with these labels: app=web" };
    private readonly Option<string> format = new("--output", "-o") { Description = "table or json", DefaultValueFactory = _ => "table" };

    public TopCommand()
        : base("top", "What pods on Docker Engines use, and their nodes by them, most first", "burst top pods", "burst top pods -A -l app=web", "burst top nodes")
    {
        what.AcceptOnlyFromAmong("pods", "pod", "po", "nodes", "node", "no");
        format.AcceptOnlyFromAmong("table", "json");
        Arguments.Add(what);
        Options.Add(all);
        Options.Add(selector);
        Options.Add(format);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var isNodes = parsed.GetRequiredValue(what).StartsWith('n');
        var scope = isNodes || parsed.GetValue(all) ? "" : $"/namespaces/{Uri.EscapeDataString(parsed.GetRequiredValue(NamespaceOption))}";
        var query = parsed.GetValue(selector) is { } labels ? $"?labelSelector={Uri.EscapeDataString(labels)}" : "";
        var list = await client.GetAsync($"/apis/metrics.k8s.io/v1beta1{scope}/{(isNodes ? "nodes" : "pods")}{query}", cancellationToken).ConfigureAwait(false);
        if (parsed.GetRequiredValue(format) == "json")
            await output.WriteLineAsync(JsonText.Indent(list)).ConfigureAwait(false);
        else if (list["items"]!.AsArray() is { Count: > 0 } items)
            UseText.Write(items, isNodes, parsed.GetValue(all), output);
        else
            await output.WriteLineAsync($"Nothing is measured: no {(isNodes ? "node is on a Docker Engine" : "pod runs on a Docker Engine")}.").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
