using System.Text.Json.Nodes;

namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>Small correct schedules that sit exactly on a limit, and ways to reach into a large one.</summary>
internal static class Planted
{
    public const string Group = "aci";

    public static Schedule Generated() => ScheduleGenerator.Make(11, 300);

    public static Schedule Generated(Action<Schedule> change)
    {
        var schedule = Generated();
        change(schedule);
        return schedule;
    }

    /// <summary>Changes one row of the rows that match, the one in the middle.</summary>
    public static Schedule Row(Func<PodRow, bool> matches, Func<PodRow, PodRow> change) => Generated(schedule =>
    {
        var row = Middle(schedule, row => matches(row) && schedule.Jobs.Find(job => job.Id == row.Job)!.Pods == 1);
        schedule.Rows[schedule.Rows.IndexOf(row)] = change(row);
    });

    public static PodRow Middle(Schedule schedule, Func<PodRow, bool> matches)
    {
        var rows = schedule.Rows.Where(matches).ToList();
        return rows[rows.Count / 2];
    }

    /// <summary>The whole of a node for 100 s, then again, with not a millisecond between.</summary>
    public static Schedule FullNode() => new Schedule()
        .Place("first", 0, 100_000, 2, 8192, "vm-01", "vm", 1000)
        .Place("second", 0, 100_000, 1, 4096, "vm-01", "vm", 102_000)
        .Place("third", 0, 100_000, 1, 4096, "vm-01", "vm", 102_000)
        .Place("elsewhere", 0, 50_000, 1, 1024, "vm-02", "vm", 1000);

    /// <summary>All four cores and both groups of the quota until 200 s, and one more core created at that instant.</summary>
    public static Schedule FullQuota()
    {
        var schedule = new Schedule()
            .Place("three", 0, 120_000, 3, 1024, Group, "aci", 80_000)
            .Place("one", 0, 400_000, 1, 1024, Group, "aci", 80_000)
            .Place("next", 100_000, 60_000, 3, 1024, Group, "aci", 220_000)
            .Place("steady", 0, 400_000, 1, 1024, "vm-01", "vm", 1000);
        schedule.Options["--aci-cores"] = "4";
        schedule.Options["--aci-groups"] = "2";
        return schedule;
    }

    /// <summary>As many creates as are allowed in the window, and one more at the first instant after it.</summary>
    public static Schedule FullRate(int limit, long windowMs)
    {
        var schedule = new Schedule();
        schedule.Options["--after"] = "0s";
        var apart = windowMs / limit;
        for (var create = 0; create <= limit; create++)
        {
            var submit = create == limit ? windowMs : create * apart;
            schedule.Place($"{create}", submit, 900, 1, 1024, Group, "aci", submit + schedule.AciStartMs);
        }

        return schedule;
    }

    /// <summary>A job on the Spot tier at its largest size, and one in a regular group at its largest.</summary>
    public static Schedule LargestGroups()
    {
        var schedule = new Schedule()
            .Place("spot", 0, 60_000, 4, 16 * 1024, Group, "aci-spot", 80_000)
            .Place("regular", 0, 60_000, 31, 240 * 1024, Group, "aci", 80_000);
        schedule.Options["--tiers"] = "aci-spot,aci";
        return schedule;
    }

    /// <summary>A gang of four on two nodes.</summary>
    public static Schedule Gang()
    {
        var schedule = new Schedule();
        schedule.Jobs.Add(new JobRow("gang", 0, 50_000, 1, 2048, Pods: 4));
        for (var pod = 0; pod < 4; pod++)
            schedule.Rows.Add(new PodRow("gang", 0, 1000, 51_000, $"vm-{1 + (pod % 2):00}", "vm", 1000, 2048));
        return schedule;
    }

    /// <summary>A small node and a large one, both full.</summary>
    public static Schedule Mixed() => new Schedule()
        .Place("two", 0, 50_000, 2, 1024, "vm-01", "vm", 1000)
        .Place("four", 0, 50_000, 4, 1024, "vm-02", "vm", 1000)
        .Place("after", 60_000, 70_500, 1, 1024, Group, "aci", 140_000)
        .With("--vm-mix", "1xD2s_v5,1xD4s_v5");

    /// <summary>Changes a field of the step in the middle of the timeline.</summary>
    public static Schedule Step(int field, Func<decimal, decimal> change) => Generated(schedule =>
    {
        var line = schedule.Timeline.Count / 2;
        var fields = schedule.Timeline[line].Split(',');
        fields[field] = change(decimal.Parse(fields[field], System.Globalization.CultureInfo.InvariantCulture)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        schedule.Timeline[line] = string.Join(',', fields);
    });

    /// <summary>111 pods at once on one node, each of a core.</summary>
    public static Schedule TooManyPods()
    {
        var schedule = new Schedule();
        for (var pod = 0; pod < 111; pod++)
            schedule.Place($"{pod}", 0, 5000, 1, 1, "vm-01", "vm", 1000);
        return schedule;
    }

    public static Schedule With(this Schedule schedule, string option, string value)
    {
        schedule.Options[option] = value;
        return schedule;
    }

    /// <summary>Changes a job in the trace and in its row together.</summary>
    public static Schedule Job(this Schedule schedule, string id, Func<JobRow, JobRow> job, Func<PodRow, PodRow> row)
    {
        var at = schedule.Jobs.FindIndex(entry => entry.Id == id);
        schedule.Jobs[at] = job(schedule.Jobs[at]);
        return schedule.RowsOf(id, row);
    }

    public static Schedule RowsOf(this Schedule schedule, string id, Func<PodRow, PodRow> row)
    {
        for (var at = 0; at < schedule.Rows.Count; at++)
            schedule.Rows[at] = schedule.Rows[at].Job == id ? row(schedule.Rows[at]) : schedule.Rows[at];
        return schedule;
    }

    /// <summary>Changes what the report says of the policy.</summary>
    public static Schedule Reported(Schedule schedule, Action<JsonNode> change)
    {
        change(schedule.Reported().Report["policies"]![0]!);
        return schedule;
    }

    /// <summary>Changes a figure of the policy.</summary>
    public static Schedule Figure(string path, Func<decimal, JsonNode?> change) => Generated(schedule => Change(schedule.Report["policies"]![0]!, path, change));

    /// <summary>Changes a figure that is not of a policy.</summary>
    public static Schedule Root(string path, Func<decimal, JsonNode?> change) => Generated(schedule => Change(schedule.Report, path, change));

    private static void Change(JsonNode parent, string path, Func<decimal, JsonNode?> change)
    {
        var keys = path.Split('.');
        foreach (var key in keys[..^1])
            parent = parent is JsonArray list ? list[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)]! : parent[key]!;
        var value = parent[keys[^1]]!;
        parent[keys[^1]] = change(decimal.Parse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture));
    }

    public static JsonNode Usd(decimal amount) => JsonValue.Create(amount.ToString("0.000000000000", System.Globalization.CultureInfo.InvariantCulture));
}
