using System.CommandLine;
using System.Text;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

internal sealed class ExecCommand : ServerCommand
{
    private readonly Argument<string> pod = new("POD") { Description = "Name of a pod that runs on a Docker Engine or on Azure Container Instances" };
    private readonly Argument<string[]> command = new("COMMAND") { Description = "The program and its arguments, after --; Azure takes no arguments, a shell takes them by its input", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> container = new("--container", "-c") { Description = "Container, when the pod has several" };
    private readonly Option<bool> stdin = new("--stdin", "-i") { Description = "Pass standard input on" };
    private readonly Option<bool> tty = new("--tty", "-t") { Description = "Standard input is a terminal: keys go through as they are typed" };

    public ExecCommand()
        : base(
            "exec", "Run a program in a container, and exit as it does; Azure tells no exit code, so it is 0 there when the program was run",
            "burst exec -it burst-x2k4p -- /bin/sh", "burst exec web-x2k4p -- ls -l /tmp", "echo 'ls -l /tmp; exit' | burst exec -i burst-x2k4p -- /bin/sh")
    {
        Arguments.Add(pod);
        Arguments.Add(command);
        Options.Add(container);
        Options.Add(stdin);
        Options.Add(tty);
        Options.Add(NamespaceOption);
    }

    protected override Argument? PassedOn => command;

    protected override Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var inNamespace = Uri.EscapeDataString(parsed.GetRequiredValue(NamespaceOption));
        var path = new StringBuilder($"/api/v1/namespaces/{inNamespace}/pods/{Uri.EscapeDataString(parsed.GetRequiredValue(pod))}/exec?");
        path.AppendJoin('&', parsed.GetRequiredValue(command).Select(word => $"command={Uri.EscapeDataString(word)}"));
        if (parsed.GetValue(container) is { } one)
            path.Append("&container=").Append(Uri.EscapeDataString(one));
        return new ContainerSession(path, parsed.GetValue(stdin), parsed.GetValue(tty)).RunAsync(parsed, client, output, cancellationToken);
    }
}
