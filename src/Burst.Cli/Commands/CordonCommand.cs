using System.CommandLine;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

/// <summary>`cordon` and `uncordon`: the same write with the other value.</summary>
internal sealed class CordonCommand : ServerCommand
{
    private readonly Argument<string[]> nodes = new("NODE") { Description = "One or more names of nodes", Arity = ArgumentArity.OneOrMore };
    private readonly bool cordon;

    private CordonCommand(bool cordon, string name, string description)
        : base(name, description, $"burst {name} vm-1")
    {
        this.cordon = cordon;
        Arguments.Add(nodes);
    }

    public static CordonCommand Cordon() => new(true, "cordon", "Let no new pods onto a node; those on it stay");

    public static CordonCommand Uncordon() => new(false, "uncordon", "Let pods onto a node again");

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var body = cordon ? """{"spec":{"unschedulable":true}}""" : """{"spec":{"unschedulable":false}}""";
        var exitCode = ExitCodes.Ok;
        foreach (var name in parsed.GetRequiredValue(nodes))
        {
            try
            {
                await client.SendAsync(
                    HttpMethod.Patch, $"/api/v1/nodes/{Uri.EscapeDataString(name)}", body, "application/merge-patch+json", cancellationToken).ConfigureAwait(false);
                await output.WriteLineAsync($"node/{name} {(cordon ? "cordoned" : "uncordoned")}").ConfigureAwait(false);
            }
            catch (CommandException exception) when (exception.ExitCode == ExitCodes.NotFound)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"burst: {exception.Message}").ConfigureAwait(false);
                exitCode = ExitCodes.NotFound;
            }
        }

        return exitCode;
    }
}
