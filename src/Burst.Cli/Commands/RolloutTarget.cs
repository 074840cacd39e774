using System.CommandLine;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

/// <summary>The Deployment that a rollout command is about, as TYPE/NAME or TYPE NAME.</summary>
internal sealed class RolloutTarget
{
    private readonly Argument<string> type = new("TYPE") { Description = "deployment, or deployment/NAME" };
    private readonly Argument<string?> name = new("NAME") { Description = "Name", Arity = ArgumentArity.ZeroOrOne };

    public void AddTo(Command command)
    {
        command.Arguments.Add(type);
        command.Arguments.Add(name);
    }

    public (ResourceType Type, string Name) Read(ParseResult parsed)
    {
        var (resource, named) = ResourceType.Parse(parsed.GetRequiredValue(type), parsed.GetValue(name));
        return resource.Kind == "Deployment" && named is { Length: > 0 }
            ? (resource, named)
            : throw new CommandException(ExitCodes.Usage, $"only a Deployment is rolled out: burst {(parsed.CommandResult.Command as BurstCommand)?.FullName} deployment/NAME.");
    }

    /// <summary>Of Burst's own API.</summary>
    public static string Path(string inNamespace, string name) =>
        $"/apis/burst.dev/v1/namespaces/{Uri.EscapeDataString(inNamespace)}/deployments/{Uri.EscapeDataString(name)}";
}
