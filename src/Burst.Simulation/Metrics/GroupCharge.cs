using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Cost.Charging;
using Burst.Simulation.Engine;

namespace Burst.Simulation.Metrics;

/// <summary>What a container group costs: every started second from its placement to its end, on its rounded-up size.</summary>
internal static class GroupCharge
{
    private const long MillisPerSecond = 1000;

    public static Charge Of(PodRun run)
    {
        var from = DateTimeOffset.FromUnixTimeMilliseconds(run.PlacedMs);
        var to = DateTimeOffset.FromUnixTimeMilliseconds(run.EndMs);
        return UsageMeter.Between(run.Usage with { StartedAt = from, EndedAt = to }, from, to);
    }

    public static Charge Of(UsageRates rates, GroupSize size, long millis) =>
        Charge.OfGroup(rates, size, (millis + MillisPerSecond - 1) / MillisPerSecond * MillisPerSecond);
}
