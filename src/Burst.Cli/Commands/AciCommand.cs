namespace Burst.Cli.Commands;

internal sealed class AciCommand() : CommandGroup(
    "aci", "Check what pods need of Azure; find and end container groups by their tags alone", new AciCheckCommand(), new AciSweepCommand(), new AciDeleteAllCommand());
