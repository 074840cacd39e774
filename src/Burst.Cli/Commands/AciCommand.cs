namespace Burst.Cli.Commands;

internal sealed class AciCommand() : CommandGroup(
    "aci", "Find and end container groups by their tags alone", new AciSweepCommand(), new AciDeleteAllCommand());
