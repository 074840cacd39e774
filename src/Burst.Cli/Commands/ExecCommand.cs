using System.CommandLine;
using System.Text;
using Burst.Cli.Client;
using Burst.Cli.Running;

namespace Burst.Cli.Commands;

internal sealed class ExecCommand : ServerCommand
{
    private readonly Argument<string> pod = new("POD") { Description = "Name of a pod that runs on Azure Container Instances" };
    private readonly Argument<string[]> command = new("COMMAND") { Description = "The program, after --; Azure takes no arguments for it, a shell takes them by its input", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> container = new("--container", "-c") { Description = "Container, when the pod has several" };
    private readonly Option<bool> stdin = new("--stdin", "-i") { Description = "Pass standard input on" };
    private readonly Option<bool> tty = new("--tty", "-t") { Description = "Standard input is a terminal: keys go through as they are typed" };

    public ExecCommand()
        : base(
            "exec", "Run a program in a container. Azure tells no exit code, so it is 0 when the program was run",
            "burst exec -it burst-x2k4p -- /bin/sh", "burst exec burst-x2k4p -- env", "echo 'ls -l /tmp; exit' | burst exec -i burst-x2k4p -- /bin/sh")
    {
        Arguments.Add(pod);
        Arguments.Add(command);
        Options.Add(container);
        Options.Add(stdin);
        Options.Add(tty);
        Options.Add(NamespaceOption);
    }

    protected override Argument? PassedOn => command;

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var (takesInput, hasTerminal) = (parsed.GetValue(stdin), parsed.GetValue(tty) && !Console.IsInputRedirected);
        var query = new StringBuilder($"stdout=true&stdin={(takesInput ? "true" : "false")}&tty={(hasTerminal ? "true" : "false")}");
        foreach (var word in parsed.GetRequiredValue(command))
            query.Append("&command=").Append(Uri.EscapeDataString(word));
        if (parsed.GetValue(container) is { } one)
            query.Append("&container=").Append(Uri.EscapeDataString(one));
        if (hasTerminal)
            query.Append($"&rows={Math.Clamp(Console.WindowHeight, 1, 1000)}&columns={Math.Clamp(Console.WindowWidth, 1, 1000)}");
        var inNamespace = Uri.EscapeDataString(parsed.GetRequiredValue(NamespaceOption));
        var path = $"/api/v1/namespaces/{inNamespace}/pods/{Uri.EscapeDataString(parsed.GetRequiredValue(pod))}/exec?{query}";
        using var raw = hasTerminal ? RawTerminal.Enter() : null;
        await using var input = takesInput ? Console.OpenStandardInput() : Stream.Null;
        await using var socket = await client.OpenSocketAsync(path, cancellationToken).ConfigureAwait(false);
        await new ExecStream(socket, output).RunAsync(takesInput ? input : null, cancellationToken).ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
