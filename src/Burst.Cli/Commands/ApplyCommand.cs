using System.CommandLine;
using System.Text.Json.Nodes;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

internal sealed class ApplyCommand : ServerCommand
{
    private readonly Option<string[]> files = new("--filename", "-f") { Description = "File, folder (all .yaml, .yml and .json in it), or - for standard input; may be repeated", Required = true };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Say what would change; change nothing" };

    public ApplyCommand()
        : base(
            "apply", "Create or change what manifests declare, all of it or nothing",
            "burst apply -f examples/web.yaml", "burst apply -f manifests/ --dry-run", "cat job.yaml | burst apply -f -")
    {
        Options.Add(files);
        Options.Add(dryRun);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var sources = parsed.GetRequiredValue(files);
        var source = sources.Length == 1 ? sources[0] : $"{sources.Length} sources";
        var inNamespace = parsed.GetRequiredValue(NamespaceOption);
        var manifests = await ManifestFiles.ReadAsync(sources, inNamespace, cancellationToken).ConfigureAwait(false);
        var suffix = parsed.GetValue(dryRun) ? " (dry run)" : "";
        var result = await ApplyAsync(client, manifests.Text, source, inNamespace, parsed.GetValue(dryRun), cancellationToken).ConfigureAwait(false);

        // The server repeats the warnings about the text, by the lines of all files joined.
        var others = (result["warnings"]?.AsArray() ?? []).Select(warning => $"{warning}").Where(warning => !warning.StartsWith($"{source}:", StringComparison.Ordinal));
        foreach (var warning in manifests.Warnings.Concat(others))
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Warning: {warning}").ConfigureAwait(false);
        foreach (var item in result["items"]!.AsArray())
            await output.WriteLineAsync($"{item!["kind"]!.ToString().ToLowerInvariant()}/{item["name"]} {item["action"]}{suffix}").ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    /// <summary>Sends a manifest; the server checks all of it before it changes anything.</summary>
    public static Task<JsonNode> ApplyAsync(
        ApiClient client, string text, string source, string inNamespace, bool dryRun, CancellationToken cancellationToken)
    {
        var query = $"namespace={Uri.EscapeDataString(inNamespace)}&source={Uri.EscapeDataString(source)}{(dryRun ? "&dryRun=All" : "")}";
        return client.SendAsync(HttpMethod.Post, $"/apis/burst.dev/v1/apply?{query}", text, "application/yaml", cancellationToken);
    }
}
