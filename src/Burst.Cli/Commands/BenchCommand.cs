namespace Burst.Cli.Commands;

internal sealed class BenchCommand() : CommandGroup("bench", "Measure Burst on this machine", new BenchScheduleCommand());
