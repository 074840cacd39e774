using System.CommandLine;

namespace Burst.Cli.Commands;

/// <summary>Commands about one thing, under its name; alone it only says which there are.</summary>
internal abstract class CommandGroup : BurstCommand
{
    protected CommandGroup(string name, string description, params BurstCommand[] commands)
        : base(name, description, [.. commands.Select(command => command.Examples[0])])
    {
        foreach (var command in commands)
            Subcommands.Add(command);
    }

    protected sealed override Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => throw new CommandException(
        ExitCodes.Usage, $"say what to do: {string.Join(", ", Subcommands.Select(command => $"burst {Name} {command.Name}"))}; each has --help.");
}
