using System.CommandLine;
using Burst.Cli.Client;
using Burst.Cli.Output;

namespace Burst.Cli.Commands;

internal sealed class EventsCommand : ServerCommand
{
    private readonly Option<bool> allNamespaces = new("--all-namespaces", "-A") { Description = "All namespaces, and nodes" };
    private readonly Option<int?> limit = NumberOption.Create("--limit", "The newest so many (1-5000)", 1, 5000);

    public EventsCommand()
        : base("events", "Show what has happened, oldest first", "burst events", "burst events -A --limit 20")
    {
        Options.Add(allNamespaces);
        limit.DefaultValueFactory = _ => 100;
        Options.Add(limit);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var scope = parsed.GetValue(allNamespaces)
            ? "/api/v1/events"
            : $"/api/v1/namespaces/{Uri.EscapeDataString(parsed.GetRequiredValue(NamespaceOption))}/events";
        var events = await client.GetAsync($"{scope}?limit={parsed.GetValue(limit)}", cancellationToken).ConfigureAwait(false);
        EventList.Write(events["items"]!.AsArray(), output);
        if (ListPages.Continuation(events) is not null)
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"These are the newest {parsed.GetValue(limit)}; there are more (--limit).").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
