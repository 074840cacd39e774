using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Storage;
using Burst.Core.Units;
using Burst.Testing.Storage;

namespace Burst.Storage.Tests.Limits;

/// <summary>Random usage of many days, and what of it a ledger has, in one form whatever is kept as sums.</summary>
internal static class LedgerOf
{
    private static readonly UsagePeriods Days = new(TimeSpan.FromDays(1));

    /// <summary>Pods on two nodes and on ACI, on few terms; some go on, some lasted for weeks, some for nothing. One node was away for a day.</summary>
    public static StateCommit Days40(int pods, DateTimeOffset now, int seed = 1)
    {
        var random = new Random(seed);
        var records = new List<UsageRecord>
        {
            Node("vm-1", now.AddDays(-60), now.AddDays(-20.3)), Node("vm-1", now.AddDays(-19.2), null), Node("vm-2", now.AddDays(-38), null), Node("vm-20", now.AddDays(-60), null),
        };
        for (var number = 1; number <= pods; number++)
        {
            var start = now.AddMilliseconds(-random.NextInt64((long)TimeSpan.FromDays(40).TotalMilliseconds));
            var length = TimeSpan.FromMilliseconds(random.Next(10) switch
            {
                0 => 0,
                < 8 => random.Next(50_000_000),
                _ => random.NextInt64(2_000_000_000),
            });
            var end = random.Next(30) == 0 || start + length >= now ? (DateTimeOffset?)null : start + length;
            records.Add(Pod(random, number, start, end));
        }

        return Stored.Usage([.. records]);
    }

    /// <summary>All that has ended and all that goes on, by period and terms: equal for two ledgers that have the same use, each once.</summary>
    public static string Describe(UsageLedger ledger)
    {
        var summation = new UsageSummation(Days, DateTimeOffset.UnixEpoch);
        var nodes = ledger.Records.Where(record => record.Kind is UsageKind.VmNode).ToList();
        foreach (var pod in ledger.Records.Where(record => record.Kind is not UsageKind.VmNode && record.EndedAt is not null))
            summation.Add(pod, nodes);
        var ended = ledger.Sums.Concat(summation.Sums)
            .GroupBy(sum => (sum.From, sum.Terms))
            .Select(group => group.Aggregate((left, right) => left + right).ToString());
        var others = ledger.Records.Where(record => record.Kind is UsageKind.VmNode || record.EndedAt is null).Select(record => record.ToString());
        return string.Join('\n', ended.Concat(others).Order(StringComparer.Ordinal));
    }

    public static UsageRecord Node(string name, DateTimeOffset from, DateTimeOffset? to) => Stored.Usage(UsageRecord.IdOf(NodeName.Parse(name), from), from, to) with
    {
        Kind = UsageKind.VmNode, Pod = null, Node = NodeName.Parse(name), Tier = Tier.Vm,
    };

    private static UsageRecord Pod(Random random, int number, DateTimeOffset from, DateTimeOffset? to)
    {
        var isOnVm = random.Next(2) == 0;
        return Stored.Usage(UsageRecord.IdOf(Stored.Uid(number)), from, to) with
        {
            Kind = isOnVm ? UsageKind.PodOnVm : UsageKind.ContainerGroup,
            Pod = Stored.Uid(number),
            Node = NodeName.Parse(isOnVm ? $"vm-{random.Next(1, 3)}" : "aci-eastus"),
            Tier = isOnVm ? Tier.Vm : Tier.Aci,
            Billed = isOnVm ? default : new GroupSize(1000, 10),
            Requested = new Resources(random.Next(1, 3) * 500, 1024),
            Namespace = "default",
            Workload = $"Job/j{random.Next(3)}",
        };
    }
}
