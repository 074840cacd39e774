using System.Globalization;
using Burst.Core.Policies;
using Burst.Simulation.Metrics;
using Burst.Simulation.Reports;

namespace Burst.Cli.Commands;

/// <summary>What `--timing` says on standard error: it differs from run to run, and the report does not.</summary>
internal static class SimulateTiming
{
    private const double MicrosPerSecond = 1_000_000;

    public static void Write(EventClock clock, BurstMode policy, TextWriter error)
    {
        var first = 0L;
        foreach (var (events, elapsed) in clock.Stretches)
        {
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"events {first} to {first + events}: {Each(events, elapsed):0.00} us each"));
            first += events;
        }

        error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"policy {SimulationJson.Name(policy)}: {clock.Events} events in {clock.Elapsed.TotalSeconds:0.000} s, {Each(clock.Events, clock.Elapsed):0.00} us each"));
    }

    private static double Each(long events, TimeSpan elapsed) => elapsed.TotalSeconds * MicrosPerSecond / Math.Max(1, events);
}
