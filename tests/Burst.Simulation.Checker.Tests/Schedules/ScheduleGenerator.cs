namespace Burst.Simulation.Checker.Tests.Schedules;

/// <summary>
/// A correct schedule by the plainest rule: at every instant at which something may change, each waiting job in its order goes on the
/// first VM nodes with room, or, once it has waited long enough, into container groups if quotas and create rates have room.
/// </summary>
internal sealed class ScheduleGenerator
{
    private const string Group = "aci";

    private readonly Schedule _schedule = new();
    private readonly SortedSet<long> _instants = [];
    private readonly List<long> _creates = [];

    public static Schedule Make(int seed, int jobs, params (string Name, string Value)[] options)
    {
        var generator = new ScheduleGenerator();
        foreach (var (name, value) in options)
            generator._schedule.Options[name] = value;
        generator.AddJobs(new Random(seed), jobs);
        generator.PlaceAll();
        return generator._schedule.Reported();
    }

    private void AddJobs(Random random, int jobs)
    {
        long submit = 1_000_000;
        for (var id = 1; id <= jobs; id++)
        {
            submit += random.Next(30_000);
            var pods = random.Next(10) == 0 ? random.Next(2, 4) : 1;
            var job = new JobRow($"{id}", submit, random.Next(1, 400_000), random.Next(1, 4), random.Next(1, 6000), pods);
            _schedule.Jobs.Add(job);
            _instants.Add(submit);
            _instants.Add(submit + _schedule.AfterMs);
        }
    }

    private void PlaceAll()
    {
        var waiting = new List<JobRow>();
        while (_instants.Count > 0)
        {
            var now = _instants.Min;
            _instants.Remove(now);
            waiting.AddRange(_schedule.Jobs.Where(job => job.SubmitMs == now));
            waiting.RemoveAll(job => TryPlace(job, now));
        }
    }

    private bool TryPlace(JobRow job, long now)
    {
        var policy = _schedule.Options.GetValueOrDefault("--policy", "overflow");
        if (policy != "always" && TryVms(job, now))
            return true;
        return policy != "never" && (policy == "always" || now >= job.SubmitMs + _schedule.AfterMs) && TryGroups(job, now);
    }

    private bool TryVms(JobRow job, long now)
    {
        var chosen = new List<PodRow>();
        for (var pod = 0; pod < job.Pods; pod++)
        {
            var node = Enumerable.Range(1, _schedule.VmNodes).FirstOrDefault(number => HasRoom(_schedule.VmNode(number), job, now, chosen));
            if (node == 0)
                return false;
            chosen.Add(Row(job, _schedule.VmNode(node), _schedule.VmTier, now + _schedule.VmStartMs));
        }

        Take(chosen);
        return true;
    }

    private bool HasRoom(string node, JobRow job, long now, List<PodRow> chosen)
    {
        var there = _schedule.Rows.Concat(chosen).Where(row => row.Node == node && row.EndMs > now).ToList();
        var size = _schedule.SizeOf(int.Parse(node.AsSpan("vm-".Length), System.Globalization.CultureInfo.InvariantCulture));
        return there.Sum(row => row.CpuMillis) + job.Cpus * 1000 <= Sizes.CpuMillis(size)
            && there.Sum(row => row.MemoryMib) + job.MemoryMib <= Sizes.MemoryMib(size);
    }

    private bool TryGroups(JobRow job, long now)
    {
        var there = _schedule.Rows.Where(row => row.IsGroup && row.EndMs > now).ToList();
        var hasRoom = there.Sum(row => row.CpuMillis) + job.Cpus * job.Pods * 1000 <= _schedule.Limit("--aci-cores", 100) * 1000
            && there.Count + job.Pods <= _schedule.Limit("--aci-groups", 100)
            && _creates.Count(at => at > now - 300_000) + job.Pods <= _schedule.Limit("--creates-per-5min", 100)
            && _creates.Count(at => at > now - 3_600_000) + job.Pods <= _schedule.Limit("--creates-per-hour", 300);
        if (!hasRoom)
            return false;
        Take(Enumerable.Range(0, job.Pods).Select(_ => Row(job, Group, "aci", now + _schedule.AciStartMs)).ToList());
        foreach (var _ in Enumerable.Range(0, job.Pods))
            _creates.Add(now);
        _instants.Add(now + 300_000);
        _instants.Add(now + 3_600_000);
        return true;
    }

    private void Take(List<PodRow> rows)
    {
        _schedule.Rows.AddRange(rows);
        foreach (var row in rows)
            _instants.Add(row.EndMs);
    }

    private static PodRow Row(JobRow job, string node, string tier, long start) =>
        new(job.Id, job.SubmitMs, start, start + job.DurationMs, node, tier, job.Cpus * 1000L, job.MemoryMib);
}
