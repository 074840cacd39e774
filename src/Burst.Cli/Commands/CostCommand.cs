using System.CommandLine;
using System.Text.Json;
using Burst.Cli.Client;
using Burst.Cli.Output;
using Burst.Cost.Reports;

namespace Burst.Cli.Commands;

internal sealed class CostCommand : ServerCommand
{
    private readonly Option<string> since = new("--since") { Description = "From then to now: 30m, 1h, 7d, or an RFC 3339 time", DefaultValueFactory = _ => "24h" };
    private readonly Option<string> by = new("--by") { Description = "workload, node, tier or namespace", DefaultValueFactory = _ => "workload" };
    private readonly Option<string> format = new("--output", "-o") { Description = "table, json or csv", DefaultValueFactory = _ => "table" };

    private readonly Option<bool> records = new("--records") { Description = "Instead, the single records it is made from, as CSV: who used what where, from when to when" };

    public CostCommand()
        : base(
            "cost", "Show what it cost, who caused it, and what the alternatives would have cost",
            "burst cost", "burst cost --since 7d --by tier", "burst cost --since 2026-01-01T00:00:00Z -o csv", "burst cost --records")
    {
        by.AcceptOnlyFromAmong("workload", "node", "tier", "namespace");
        format.AcceptOnlyFromAmong("table", "json", "csv");
        Options.Add(since);
        Options.Add(by);
        Options.Add(format);
        Options.Add(records);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(records))
        {
            CheckAlone(parsed);
            var usage = $"/apis/burst.dev/v1/usage?since={Uri.EscapeDataString(parsed.GetRequiredValue(since))}";
            await output.WriteAsync(await client.GetTextAsync(usage, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            return ExitCodes.Ok;
        }

        var path = PathFor(parsed.GetRequiredValue(since), parsed.GetRequiredValue(by));
        switch (parsed.GetRequiredValue(format))
        {
            case "csv":
                await output.WriteAsync(await client.GetTextAsync($"{path}&format=csv", cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
                break;
            case "json":
                await output.WriteLineAsync(JsonText.Indent(await client.GetAsync(path, cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
                break;
            default:
                CostText.Write(await ReadAsync(client, path, cancellationToken).ConfigureAwait(false), output);
                break;
        }

        return ExitCodes.Ok;
    }

    private void CheckAlone(ParseResult parsed)
    {
        if (parsed.GetResult(by) is { Implicit: false } || (parsed.GetResult(format) is { Implicit: false } && parsed.GetRequiredValue(format) != "csv"))
            throw new CommandException(ExitCodes.Usage, "--records is a list of its own, as CSV; leave --by and other formats out.");
    }

    public static string PathFor(string since, string by) => $"/apis/burst.dev/v1/cost?since={Uri.EscapeDataString(since)}&by={by}";

    public static async Task<CostReport> ReadAsync(ApiClient client, string path, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(path, cancellationToken).ConfigureAwait(false);
        return answer.Deserialize(CostJson.Default.CostReport)!;
    }
}
