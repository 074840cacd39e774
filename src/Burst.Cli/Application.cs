using System.CommandLine;
using Burst.Cli.Commands;
using Burst.Cli.Running;

namespace Burst.Cli;

/// <summary>The command line: one file a command.</summary>
internal static class Application
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Burst keeps steady containers on your VMs, spills the overflow to Azure Container Instances, and says what it cost.");
        foreach (var command in CreateCommands())
            root.Subcommands.Add(command);
        RootHelp.AddExamples(root);
        var parsed = root.Parse(args);
        using var signals = new StopSignals();
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null };
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(configuration, signals.Token).ConfigureAwait(false);
        await parsed.InvokeAsync(configuration, signals.Token).ConfigureAwait(false);
        return ExitCodes.Usage;
    }

    private static BurstCommand[] CreateCommands() =>
    [
        new DemoCommand(),
        new UpCommand(),
        new EmulatorCommand(),
        new ApplyCommand(),
        new GetCommand(),
        new DescribeCommand(),
        new ExplainCommand(),
        new LogsCommand(),
        new ScaleCommand(),
        new DeleteCommand(),
        CordonCommand.Cordon(),
        CordonCommand.Uncordon(),
        new CostCommand(),
        new EventsCommand(),
        PauseCommand.Pause(),
        PauseCommand.Resume(),
        new PricesCommand(),
        new SimulateCommand(),
        new VersionCommand(),
    ];
}
