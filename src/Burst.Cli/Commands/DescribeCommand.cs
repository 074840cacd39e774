using System.CommandLine;
using System.Text.Json.Nodes;
using Burst.Cli.Client;
using Burst.Cli.Output;
using Burst.Manifests;

namespace Burst.Cli.Commands;

internal sealed class DescribeCommand : ServerCommand
{
    private const int EventsShown = 20;

    private readonly Argument<string> type = new("TYPE") { Description = "Type, or TYPE/NAME" };
    private readonly Argument<string?> name = new("NAME") { Description = "Name", Arity = ArgumentArity.ZeroOrOne };

    public DescribeCommand()
        : base("describe", "Show one object in full, with its events", "burst describe pod burst-x2k4p", "burst describe node vm-1")
    {
        Arguments.Add(type);
        Arguments.Add(name);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var (resource, named) = ResourceType.Parse(parsed.GetRequiredValue(type), parsed.GetValue(name));
        if (named is null)
            throw new CommandException(ExitCodes.Usage, $"name one of the {resource.Plural}: burst describe {resource.Plural} NAME.");
        var inNamespace = parsed.GetRequiredValue(NamespaceOption);
        var item = (JsonObject)await client.GetAsync(resource.ItemPath(inNamespace, named), cancellationToken).ConfigureAwait(false);
        var field = $"involvedObject.name={named},involvedObject.kind={resource.Kind}";
        var scope = resource.IsNamespaced ? $"/api/v1/namespaces/{Uri.EscapeDataString(inNamespace)}/events" : "/api/v1/events";
        var events = await client.GetAsync($"{scope}?fieldSelector={Uri.EscapeDataString(field)}&limit={EventsShown}", cancellationToken).ConfigureAwait(false);
        await output.WriteAsync(ManifestWriter.ToYaml(item)).ConfigureAwait(false);
        await output.WriteLineAsync().ConfigureAwait(false);
        EventList.Write(events["items"]!.AsArray(), output);
        if (ListPages.Continuation(events) is not null)
            await output.WriteLineAsync($"These are the newest {EventsShown}; there are more (burst events --limit N).").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
