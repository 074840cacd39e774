using System.CommandLine;
using System.Text;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

internal sealed class AttachCommand : ServerCommand
{
    private readonly Argument<string> pod = new("POD") { Description = "Name of a pod that runs on a Docker Engine" };
    private readonly Option<string?> container = new("--container", "-c") { Description = "Container, when the pod has several" };
    private readonly Option<bool> stdin = new("--stdin", "-i") { Description = "Pass standard input on, to a container that takes some" };
    private readonly Option<bool> tty = new("--tty", "-t") { Description = "Standard input is a terminal: keys go through as they are typed" };

    public AttachCommand()
        : base("attach", "Join what a container runs: its output from now on. Leaving it (Ctrl-C) ends nothing", "burst attach web-x2k4p", "burst attach web-x2k4p -c main")
    {
        Arguments.Add(pod);
        Options.Add(container);
        Options.Add(stdin);
        Options.Add(tty);
        Options.Add(NamespaceOption);
    }

    protected override Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var inNamespace = Uri.EscapeDataString(parsed.GetRequiredValue(NamespaceOption));
        var path = new StringBuilder($"/api/v1/namespaces/{inNamespace}/pods/{Uri.EscapeDataString(parsed.GetRequiredValue(pod))}/attach?");
        if (parsed.GetValue(container) is { } one)
            path.Append("container=").Append(Uri.EscapeDataString(one));
        return new ContainerSession(path, parsed.GetValue(stdin), parsed.GetValue(tty)).RunAsync(parsed, client, output, cancellationToken);
    }
}
