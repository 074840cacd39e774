using System.Collections.Immutable;
using Burst.Core.Policies;
using Burst.Core.Pricing;
using Burst.Simulation.Alternatives;
using Burst.Simulation.Engine;
using Burst.Simulation.Metrics;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Reports;

/// <summary>Runs every policy asked for over the same trace, then the alternatives.</summary>
public static class Simulator
{
    /// <param name="trace">The jobs.</param>
    /// <param name="traceName">What to call the trace in the report.</param>
    /// <param name="options">The cluster; its own policy is not used.</param>
    /// <param name="policies">One or more, each a column of the report.</param>
    /// <param name="prices">The price book.</param>
    /// <param name="observers">Also hear of the run of the first policy.</param>
    /// <param name="progress">Told the policy and the jobs submitted so far.</param>
    /// <param name="cancellationToken">Stops the run; what is known by then is returned, marked partial.</param>
    /// <exception cref="ArgumentException">A size is unknown or a tier has no price here; the message says which.</exception>
    public static SimulationReport Run(
        Trace trace, string traceName, SimulationOptions options, ImmutableArray<BurstMode> policies, IPriceCatalog prices,
        ImmutableArray<ISimulationObserver> observers, IProgress<SimulationProgress>? progress, CancellationToken cancellationToken)
    {
        var figures = ImmutableArray.CreateBuilder<PolicyFigures>();
        foreach (var policy in policies)
        {
            if (!cancellationToken.IsCancellationRequested)
                figures.Add(RunOne(trace, options with { Policy = policy }, prices, figures.Count == 0 ? observers : [], progress, cancellationToken));
        }

        var report = new SimulationReport
        {
            TraceName = traceName,
            Jobs = trace.Jobs.Length,
            BadRows = trace.BadRows,
            Options = options with { Policy = policies[0] },
            Policies = figures.ToImmutable(),
        };
        if (cancellationToken.IsCancellationRequested)
            return report;
        report = report with { AllOnAci = AllOnAci.Price(trace, options, prices), NeverSpill = NeverSpill(), VmsForPeak = VmsForPeak.Price(trace, options, prices) };
        return report;

        Alternative? NeverSpill()
        {
            if (options.Vms.Nodes == 0)
                return new Alternative(null, trace.Jobs.Length, "there is no VM node");
            var never = figures.FirstOrDefault(column => column.Policy == BurstMode.Never)
                ?? RunOne(trace, options with { Policy = BurstMode.Never }, prices, [], progress, cancellationToken);
            var wait = never.Wait.MaxMs is { } max ? $", the longest wait {TraceNumber.Seconds(max)} s" : "";
            return never.IsPartial ? null : new Alternative(never.TotalCost, never.RejectedJobs, $"{options.Vms} ({options.VmTier}){wait}", options.Vms);
        }
    }

    private static PolicyFigures RunOne(
        Trace trace, SimulationOptions options, IPriceCatalog prices, ImmutableArray<ISimulationObserver> observers,
        IProgress<SimulationProgress>? progress, CancellationToken cancellationToken)
    {
        var collector = new FiguresCollector(options, prices);
        var run = new SimulationRun(options, prices, [collector, .. observers]);
        var relay = progress is null ? null : new Relay(progress, options.Policy, trace.Jobs.Length);
        return collector.Sum(isPartial: !run.Replay(trace, relay, cancellationToken));
    }

    private sealed class Relay(IProgress<SimulationProgress> to, BurstMode policy, int jobs) : IProgress<int>
    {
        public void Report(int value) => to.Report(new SimulationProgress(policy, value, jobs));
    }
}
