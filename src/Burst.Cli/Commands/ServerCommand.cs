using System.CommandLine;
using Burst.Cli.Client;

namespace Burst.Cli.Commands;

/// <summary>A command that talks to a running server, found by kubeconfig or state folder.</summary>
internal abstract class ServerCommand : BurstCommand
{
    private readonly Option<FileInfo?> kubeconfig = new("--kubeconfig")
    {
        Description = "Kubeconfig of the server (default: $BURST_KUBECONFIG, else the one in --state)",
    };

    private readonly Option<DirectoryInfo?> state = new("--state")
    {
        Description = "State folder of the server, which holds its kubeconfig (default: ~/.local/state/burst)",
    };

    protected ServerCommand(string name, string description, params string[] examples)
        : base(name, description, examples)
    {
        Options.Add(kubeconfig);
        Options.Add(state);
    }

    protected Option<string> NamespaceOption { get; } = new("--namespace", "-n")
    {
        Description = "Namespace",
        DefaultValueFactory = _ => "default",
    };

    protected abstract Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken);

    protected sealed override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var client = new ApiClient(ServerFinder.Find(parsed.GetValue(kubeconfig)?.FullName, parsed.GetValue(state)?.FullName));
        try
        {
            return await RunAsync(parsed, client, parsed.InvocationConfiguration.Output, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new CommandException(ExitCodes.Unreachable, $"the server ended the connection: {exception.Message} Is `burst up` still running?", exception);
        }
    }
}
