using System.CommandLine;
using System.Globalization;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

internal sealed class ScaleCommand : ServerCommand
{
    private readonly Argument<string> type = new("TYPE") { Description = "deployment, or deployment/NAME" };
    private readonly Argument<string?> name = new("NAME") { Description = "Name", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<int?> replicas = NumberOption.Create("--replicas", "New number of replicas, 0-100000", 0, 100_000);

    public ScaleCommand()
        : base("scale", "Change the replicas of a Deployment", "burst scale deployment web --replicas 5")
    {
        Arguments.Add(type);
        Arguments.Add(name);
        replicas.Required = true;
        Options.Add(replicas);
        Options.Add(NamespaceOption);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var (resource, named) = ResourceType.Parse(parsed.GetRequiredValue(type), parsed.GetValue(name));
        if (resource.Kind != "Deployment" || named is null)
            throw new CommandException(ExitCodes.Usage, "only a Deployment can be scaled: burst scale deployment NAME --replicas N.");
        var body = string.Create(CultureInfo.InvariantCulture, $$$"""{"spec":{"replicas":{{{parsed.GetValue(replicas)}}}}}""");
        var path = $"{resource.ItemPath(parsed.GetRequiredValue(NamespaceOption), named)}/scale";
        await client.SendAsync(HttpMethod.Patch, path, body, "application/merge-patch+json", cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"deployment/{named} scaled to {parsed.GetValue(replicas)}").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
