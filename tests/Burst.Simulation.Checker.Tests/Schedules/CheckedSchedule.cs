namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>What the program said of a schedule, read from its files as a user would run it.</summary>
internal sealed record CheckedSchedule(int ExitCode, string Output, string Errors, IReadOnlySet<ViolationKind> Kinds)
{
    public static CheckedSchedule Of(Schedule schedule)
    {
        var folder = Directory.CreateTempSubdirectory("burst-checker-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "jobs.swf"), schedule.Trace());
            File.WriteAllText(Path.Combine(folder, "placements.csv"), schedule.Placements());
            File.WriteAllText(Path.Combine(folder, "timeline.csv"), string.Join('\n', schedule.Timeline) + "\n");
            File.WriteAllText(Path.Combine(folder, "report.json"), schedule.Report.ToJsonString());
            return Of(Arguments(folder, schedule));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static CheckedSchedule Of(IReadOnlyList<string> arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = Program.Run(arguments, output, errors);
        var kinds = output.ToString().Split('\n').Select(line => line.Split(':')[0])
            .Where(word => Enum.TryParse<ViolationKind>(word, out _)).Select(Enum.Parse<ViolationKind>).ToHashSet();
        return new CheckedSchedule(exit, output.ToString(), errors.ToString(), kinds);
    }

    private static string[] Arguments(string folder, Schedule schedule) =>
    [
        "--jobs", Path.Combine(folder, "jobs.swf"),
        "--placements", Path.Combine(folder, "placements.csv"),
        "--report", Path.Combine(folder, "report.json"),
        "--timeline", Path.Combine(folder, "timeline.csv"),
        .. schedule.Given.SelectMany(option => new[] { option.Key, option.Value }),
    ];
}
