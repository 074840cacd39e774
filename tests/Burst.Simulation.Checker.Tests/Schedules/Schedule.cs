using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>A trace, its placements, the report of them and the options, all open to change before they are written.</summary>
internal sealed class Schedule
{
    public Dictionary<string, string> Options { get; } = new()
    {
        ["--vm-nodes"] = "2",
        ["--vm-size"] = "D2s_v5",
        ["--after"] = "60s",
        ["--aci-start"] = "20s",
        ["--vm-start"] = "1s",
        ["--swf-memory"] = "bytes-per-node",
    };

    public List<JobRow> Jobs { get; } = [];

    public List<PodRow> Rows { get; } = [];

    public JsonNode Report { get; set; } = new JsonObject();

    /// <summary>Lines of the timeline; none until it is reported.</summary>
    public List<string> Timeline { get; private set; } = [];

    public long AfterMs => Millis("--after");

    public long AciStartMs => Millis("--aci-start");

    public long VmStartMs => Millis("--vm-start");

    /// <summary>As the placements spell it: without the term of a reservation.</summary>
    public string VmTier => Options.GetValueOrDefault("--vm-tier", "vm") == "vm" ? "vm" : "vm-reserved";

    /// <summary>The VM nodes by size, in the order of their numbers.</summary>
    public IReadOnlyList<(int Nodes, string Size)> Pools => Options.TryGetValue("--vm-mix", out var mix)
        ? [.. mix.Split(',').Select(part => part.Split('x', 2)).Select(words => (int.Parse(words[0], CultureInfo.InvariantCulture), words[1]))]
        : [(int.Parse(Options["--vm-nodes"], CultureInfo.InvariantCulture), Options["--vm-size"])];

    public int VmNodes => Pools.Sum(pool => pool.Nodes);

    /// <summary>The options as they are given: a mix is given instead of nodes and their size.</summary>
    public IEnumerable<KeyValuePair<string, string>> Given =>
        Options.Where(option => !Options.ContainsKey("--vm-mix") || option.Key is not ("--vm-nodes" or "--vm-size"));

    /// <summary>The size of the node with this number, from 1.</summary>
    public string SizeOf(int number) => Pools.SelectMany(pool => Enumerable.Repeat(pool.Size, pool.Nodes)).ElementAt(number - 1);

    /// <summary>From 1; two digits or as many as the last node has.</summary>
    public string VmNode(int number) => $"vm-{number.ToString(CultureInfo.InvariantCulture).PadLeft(Math.Max(2, VmNodes.ToString(CultureInfo.InvariantCulture).Length), '0')}";

    public int Limit(string option, int otherwise) => Options.TryGetValue(option, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public long CreatedMs(PodRow row) => row.StartMs - AciStartMs;

    /// <summary>Adds a job of one pod with its placement.</summary>
    public Schedule Place(string id, long submitMs, long durationMs, int cpus, long memoryMib, string node, string tier, long startMs)
    {
        Jobs.Add(new JobRow(id, submitMs, durationMs, cpus, memoryMib));
        Rows.Add(new PodRow(id, submitMs, startMs, startMs + durationMs, node, tier, cpus * 1000L, memoryMib));
        return this;
    }

    /// <summary>States in the report what the rows now are.</summary>
    public Schedule Reported()
    {
        Report = ReportWriter.Write(this);
        Timeline = TimelineWriter.Write(this);
        return this;
    }

    /// <summary>The SWF of the trace; a gang says its nodes in field 21.</summary>
    public string Trace()
    {
        var text = new StringBuilder("; made by a test\n");
        foreach (var job in Jobs)
        {
            var cpus = job.Cpus * job.Pods;
            text.Append(CultureInfo.InvariantCulture, $"{job.Id} {Seconds(job.SubmitMs)} 0 {Seconds(job.DurationMs)} {cpus} 1 1024 {cpus} 86400 ");
            text.Append(CultureInfo.InvariantCulture, $"{job.MemoryMib * 1024 * 1024} 1 1 1 1 -1 1 1 1 {{0}} q_1d {job.Pods}:ppn={job.Cpus}:x86_64\n");
        }

        return text.ToString();
    }

    public string Placements()
    {
        var text = new StringBuilder("job_id,submit_s,start_s,end_s,node,tier,cpu_millis,memory_mib\n");
        foreach (var row in Rows)
            text.Append(CultureInfo.InvariantCulture, $"{row.Job},{Seconds(row.SubmitMs)},{Seconds(row.StartMs)},{Seconds(row.EndMs)},{row.Node},{row.Tier},{row.CpuMillis},{row.MemoryMib}\n");
        return text.ToString();
    }

    private static string Seconds(long millis) => (millis / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    private long Millis(string option) => long.Parse(Options[option].TrimEnd('s'), CultureInfo.InvariantCulture) * 1000;
}
