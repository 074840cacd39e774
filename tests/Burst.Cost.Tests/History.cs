using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Units;

namespace Burst.Cost.Tests;

/// <summary>Random ledgers: a few nodes that come and go, pods that may outlast, overlap and overcommit them, and container groups.</summary>
internal static class History
{
    public const int SpanMillis = 600_000;

    public static List<UsageRecord> Random(int seed, int pods, int nodes = 5)
    {
        var random = new Random(seed);
        var records = new List<UsageRecord>();
        for (var index = 0; index < nodes; index++)
        {
            var start = random.Next(SpanMillis / 2);
            var middle = start + random.Next(1, SpanMillis / 2);
            var kind = (Tier: random.Next(2) == 0 ? Tier.Vm : Tier.VmReserved, PerHour: random.Next(2) == 0 ? "0.0566" : "0.096000000007");
            records.Add(A.Node($"vm-{index}", start, middle, kind.Tier, kind.PerHour));
            if (random.Next(3) == 0)
                records.Add(A.Node($"vm-{index}", middle + random.Next(5000), null, kind.Tier, kind.PerHour));
        }

        for (var id = 1; id <= pods; id++)
            records.Add(Pod(random, id, nodes));
        return records;
    }

    private static UsageRecord Pod(Random random, int id, int nodes)
    {
        var start = random.Next(SpanMillis);
        long? end = random.Next(10) == 0 ? null : start + random.Next(SpanMillis / 4);
        var requests = new Resources(random.Next(1, 20) * 100, random.Next(1, 30) * 100);
        var workload = $"Job/j{random.Next(6)}";
        var record = random.Next(2) == 0
            ? A.Group(id, start, end, requests, GroupSize.RoundUp(requests) is var size && size.FitsIn(GroupSize.Minimum) ? GroupSize.Minimum : size, workload)
            : A.PodOnVm(id, $"vm-{random.Next(nodes + 1)}", start, end, Tier.Vm, requests, workload);
        return record with
        {
            Namespace = $"ns{random.Next(3)}",
            Waited = random.Next(4) == 0 ? null : TimeSpan.FromMilliseconds(random.Next(20_000)),
        };
    }
}
