using System.CommandLine;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

internal sealed class LogsCommand : ServerCommand
{
    private readonly Argument<string> pod = new("POD") { Description = "Name of a pod" };
    private readonly Option<string?> container = new("--container", "-c") { Description = "Container, when the pod has several" };
    private readonly Option<bool> follow = new("--follow", "-f") { Description = "Go on until the container ends" };
    private readonly Option<int?> tail = NumberOption.Create("--tail", "The last so many lines", 0, int.MaxValue);
    private readonly Option<string?> since = new("--since") { Description = "Lines from then on: 90s, 5m, 2h, or an RFC 3339 time" };
    private readonly Option<bool> timestamps = new("--timestamps") { Description = "Put its time before each line" };

    public LogsCommand()
        : base("logs", "Print what a pod wrote, also when it has ended", "burst logs burst-x2k4p", "burst logs -f web-5f8c2-k7q2x", "burst logs web-5f8c2-k7q2x --since 5m --tail 20")
    {
        Arguments.Add(pod);
        Options.Add(container);
        Options.Add(follow);
        Options.Add(tail);
        Options.Add(since);
        Options.Add(timestamps);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        client.Warned = text => parsed.InvocationConfiguration.Error.WriteLine($"burst: warning: {text}");
        var query = new List<string>();
        if (parsed.GetValue(container) is { } one)
            query.Add($"container={Uri.EscapeDataString(one)}");
        if (parsed.GetValue(follow))
            query.Add("follow=true");
        if (parsed.GetValue(tail) is { } lines)
            query.Add($"tailLines={lines}");
        if (parsed.GetValue(since) is { } from)
            query.Add($"since={Uri.EscapeDataString(from)}");
        if (parsed.GetValue(timestamps))
            query.Add("timestamps=true");
        var inNamespace = Uri.EscapeDataString(parsed.GetRequiredValue(NamespaceOption));
        var path = $"/api/v1/namespaces/{inNamespace}/pods/{Uri.EscapeDataString(parsed.GetRequiredValue(pod))}/log?{string.Join('&', query)}";
        await foreach (var line in client.ReadLinesAsync(path, cancellationToken).ConfigureAwait(false))
            await output.WriteLineAsync(line).ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
