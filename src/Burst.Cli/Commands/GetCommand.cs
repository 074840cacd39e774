using System.CommandLine;
using System.Text.Json.Nodes;
using Burst.Cli.Client;
using Burst.Cli.Output;
using Burst.Manifests;

namespace Burst.Cli.Commands;

internal sealed class GetCommand : ServerCommand
{
    private readonly Argument<string> type = new("TYPE") { Description = "pods, nodes, deployments, jobs, events, ... or TYPE/NAME" };
    private readonly Argument<string?> name = new("NAME") { Description = "One object by name", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> format = new("--output", "-o") { Description = "table, wide, json or yaml", DefaultValueFactory = _ => "table" };
    private readonly Option<bool> allNamespaces = new("--all-namespaces", "-A") { Description = "All namespaces" };
    private readonly Option<string?> selector = new("--selector", "-l") { Description = "Label selector, such as app=web" };

    public GetCommand()
        : base("get", "List objects, or show one", "burst get pods", "burst get pods -o wide", "burst get deployment web -o yaml", "burst get nodes")
    {
        format.AcceptOnlyFromAmong("table", "wide", "json", "yaml");
        Arguments.Add(type);
        Arguments.Add(name);
        Options.Add(format);
        Options.Add(allNamespaces);
        Options.Add(selector);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var (resource, named) = ResourceType.Parse(parsed.GetRequiredValue(type), parsed.GetValue(name));
        var inNamespace = parsed.GetRequiredValue(NamespaceOption);
        var everywhere = parsed.GetValue(allNamespaces);
        var path = named is not null ? resource.ItemPath(inNamespace, named) : resource.ListPath(everywhere ? null : inNamespace);
        if (parsed.GetValue(selector) is { } labels)
            path += $"?labelSelector={Uri.EscapeDataString(labels)}";
        switch (parsed.GetRequiredValue(format))
        {
            case "json":
                await output.WriteLineAsync(JsonText.Indent(await ReadAllAsync().ConfigureAwait(false))).ConfigureAwait(false);
                break;
            case "yaml":
                await output.WriteAsync(ManifestWriter.ToYaml((JsonObject)await ReadAllAsync().ConfigureAwait(false))).ConfigureAwait(false);
                break;
            default:
                var table = await ListPages.ReadAllAsync(path, "rows", page => client.GetTableAsync(page, cancellationToken)).ConfigureAwait(false);
                WriteTable(table, parsed.GetRequiredValue(format) == "wide", everywhere && resource.IsNamespaced, resource, output);
                break;
        }

        return ExitCodes.Ok;

        Task<JsonNode> ReadAllAsync() => ListPages.ReadAllAsync(path, "items", page => client.GetAsync(page, cancellationToken));
    }

    private static void WriteTable(JsonNode table, bool wide, bool withNamespace, ResourceType resource, TextWriter output)
    {
        if (table["rows"]!.AsArray().Count == 0)
            output.WriteLine($"No {resource.Plural} found.");
        else
            ServerTable.Write(table, wide, withNamespace, output);
    }
}
