using System.CommandLine;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

internal sealed class DeleteCommand : ServerCommand
{
    private readonly Argument<string?> type = new("TYPE") { Description = "Type, or TYPE/NAME", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string[]> names = new("NAME") { Description = "One or more names", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> force = new("--force") { Description = "Remove a VM node that is not Ready and will not come back, with its pods" };
    private readonly Option<string[]> files = new("--filename", "-f") { Description = "Delete what these manifests declare; may be repeated" };

    public DeleteCommand()
        : base("delete", "Delete objects; a workload's pods end with it", "burst delete job burst", "burst delete -f examples/web.yaml", "burst delete pod burst-x2k4p", "burst delete node vm-2 --force")
    {
        Arguments.Add(type);
        Arguments.Add(names);
        Options.Add(files);
        Options.Add(force);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var inNamespace = parsed.GetRequiredValue(NamespaceOption);
        var query = parsed.GetValue(force) ? "?force=true" : "";
        var exitCode = ExitCodes.Ok;
        foreach (var (resource, scope, name) in await FindTargetsAsync(parsed, inNamespace, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await client.SendAsync(HttpMethod.Delete, resource.ItemPath(scope, name) + query, null, "application/json", cancellationToken).ConfigureAwait(false);
                await output.WriteLineAsync($"{resource.Kind.ToLowerInvariant()}/{name} deleted").ConfigureAwait(false);
            }
            catch (CommandException exception) when (exception.ExitCode == ExitCodes.NotFound)
            {
                // One that is gone already is no reason to keep the others.
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"burst: {exception.Message}").ConfigureAwait(false);
                exitCode = ExitCodes.NotFound;
            }
        }

        return exitCode;
    }

    private async Task<List<(ResourceType Resource, string Namespace, string Name)>> FindTargetsAsync(
        ParseResult parsed, string inNamespace, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(files) is { Length: > 0 } sources)
            return await ReadTargetsAsync(sources, inNamespace, cancellationToken).ConfigureAwait(false);
        var typed = parsed.GetValue(type) ?? throw new CommandException(ExitCodes.Usage, "say what to delete: burst delete TYPE NAME, or burst delete -f FILE.");
        var (resource, slashed) = ResourceType.Parse(typed, null);
        var named = slashed is null ? parsed.GetValue(names) ?? [] : [slashed];
        return named.Length == 0
            ? throw new CommandException(ExitCodes.Usage, $"name the {resource.Plural} to delete: burst delete {resource.Plural} NAME.")
            : [.. named.Select(name => (resource, inNamespace, name))];
    }

    /// <summary>In reverse order, so that what was declared first goes last.</summary>
    private static async Task<List<(ResourceType, string, string)>> ReadTargetsAsync(string[] sources, string inNamespace, CancellationToken cancellationToken)
    {
        var manifests = await ManifestFiles.ReadAsync(sources, inNamespace, cancellationToken).ConfigureAwait(false);
        return [.. Enumerable.Reverse(manifests.Objects).Select(item => (ResourceType.Parse(item.Object.Kind.ToString()), item.Object.Metadata.Namespace, item.Object.Metadata.Name))];
    }
}
