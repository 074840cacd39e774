using System.CommandLine;
using System.CommandLine.Invocation;
using Burst.Cli.Commands;
using Burst.Cli.Running;

namespace Burst.Cli;

/// <summary>The command line: one file a command.</summary>
internal static class Application
{
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            using var signals = new StopSignals();
            return await InvokeAsync(CreateRoot(signals), signals, args, output, error).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return await UnexpectedError.WriteAsync(exception, error).ConfigureAwait(false);
        }
    }

    internal static RootCommand CreateRoot(StopSignals signals)
    {
        var root = new RootCommand("Burst keeps steady containers on your VMs, spills the overflow to Azure Container Instances, and says what it cost.");
        foreach (var command in CreateCommands(signals))
            root.Subcommands.Add(command);
        RootHelp.AddExamples(root);
        return root;
    }

    private static async Task<int> InvokeAsync(RootCommand root, StopSignals signals, string[] args, TextWriter output, TextWriter error)
    {
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration
        {
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
            Output = output,
            Error = error,
        };
        var exitCode = await parsed.InvokeAsync(configuration, signals.Token).ConfigureAwait(false);

        // Not by the count of errors: one who asks for help need not give what a command requires.
        return parsed.Action is ParseErrorAction ? ExitCodes.Usage : exitCode;
    }

    private static BurstCommand[] CreateCommands(StopSignals signals) =>
    [
        new DemoCommand(signals),
        new UpCommand(),
        new EmulatorCommand(signals),
        new ApplyCommand(),
        new GetCommand(),
        new DescribeCommand(),
        new ExplainCommand(),
        new LogsCommand(),
        new ExecCommand(),
        new AttachCommand(),
        new TopCommand(),
        new RestartCommand(),
        new StopCommand(),
        new StartCommand(),
        new ScaleCommand(),
        new RolloutCommand(),
        new DeleteCommand(),
        new NodeCommand(),
        new AciCommand(),
        CordonCommand.Cordon(),
        CordonCommand.Uncordon(),
        new DrainCommand(),
        new CostCommand(),
        new EventsCommand(),
        PauseCommand.Pause(),
        PauseCommand.Resume(),
        new BackupCommand(),
        new RestoreCommand(),
        new PricesCommand(),
        new SimulateCommand(),
        new ChaosCommand(),
        new BenchCommand(),
        new VersionCommand(),
    ];
}
