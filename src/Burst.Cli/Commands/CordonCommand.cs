using System.CommandLine;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

/// <summary>`cordon` and `uncordon`: the same write with the other value.</summary>
internal sealed class CordonCommand : ServerCommand
{
    private readonly Argument<string> node = new("NODE") { Description = "Name of a node" };
    private readonly bool cordon;

    private CordonCommand(bool cordon, string name, string description)
        : base(name, description, $"burst {name} vm-1")
    {
        this.cordon = cordon;
        Arguments.Add(node);
    }

    public static CordonCommand Cordon() => new(true, "cordon", "Let no new pods onto a node; those on it stay");

    public static CordonCommand Uncordon() => new(false, "uncordon", "Let pods onto a node again");

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var name = parsed.GetRequiredValue(node);
        var body = cordon ? """{"spec":{"unschedulable":true}}""" : """{"spec":{"unschedulable":false}}""";
        await client.SendAsync(
            HttpMethod.Patch, $"/api/v1/nodes/{Uri.EscapeDataString(name)}", body, "application/merge-patch+json", cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"node/{name} {(cordon ? "cordoned" : "uncordoned")}").ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
