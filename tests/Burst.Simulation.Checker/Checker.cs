using Burst.Simulation.Checker.Checks;
using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Options;
using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker;

/// <summary>Holds the placements and the report of one simulated policy against the trace and the options, from nothing but the files.</summary>
internal static class Checker
{
    public static CheckResult Run(CheckerOptions options)
    {
        var audit = new Audit();
        var trace = TraceFile.Read(options);
        var placements = PlacementFile.Read(trace, options, audit);
        var evidence = new Evidence(options, trace, placements, PolicyReport.Read(options), audit);
        new JobRules(evidence).Check();
        new PodRules(evidence).Check();
        new NodeCapacity(evidence).Check();
        new GroupQuotas(evidence).Check();
        new CreateRates(evidence).Check();
        new Waits(evidence).Check();
        new Spills(evidence).Check();
        new Utilisation(evidence).Check();
        new Lateness(evidence).Check();
        new SpanRules(evidence).Check();
        new Costs(evidence).Check();
        new Alternatives(evidence).Check();
        new PeakNodes(evidence).Check();
        if (options.Timeline is not null)
            new TimelineRules(evidence, TimelineFile.Read(options.Timeline)).Check();
        return new CheckResult(placements.Count, audit);
    }
}
