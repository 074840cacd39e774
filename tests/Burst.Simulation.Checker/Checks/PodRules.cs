using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Options;
using Burst.Simulation.Checker.Prices;

namespace Burst.Simulation.Checker.Checks;

/// <summary>What must hold for each row alone: the trace's own figures, the start delay, the tier, the size of a group, the policy.</summary>
internal sealed class PodRules(Evidence evidence)
{
    private readonly CheckerOptions _options = evidence.Options;
    private readonly Audit _audit = evidence.Audit;

    public void Check()
    {
        foreach (ref readonly var placement in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(evidence.Placements))
        {
            CheckTier(placement);
            if (placement.Job < 0)
                continue;
            var job = evidence.Trace.Times(placement.Job);
            CheckTimes(placement, job);
            if (placement.Place.IsGroup)
                CheckGroup(placement, job);
            else if (!_audit.Holds(_options.Policy != SpillMode.Always || !placement.Place.IsVm))
                Add(ViolationKind.VmUnderAlways, placement, "a container group", NodeNames.Vm(placement.Place.VmNode, _options.VmNodes));
        }
    }

    private void CheckTimes(in Placement placement, JobTimes job)
    {
        if (!_audit.Holds(placement.SubmitMs == job.SubmitMs))
            Add(ViolationKind.Submit, placement, Seconds.Text(job.SubmitMs), Seconds.Text(placement.SubmitMs));
        if (!_audit.Holds(placement.EndMs - placement.StartMs == job.DurationMs))
            Add(ViolationKind.Duration, placement, Seconds.Text(job.DurationMs), Seconds.Text(placement.EndMs - placement.StartMs));
        if (!_audit.Holds(evidence.PlacedAtMs(placement) >= job.SubmitMs))
            Add(ViolationKind.StartTooEarly, placement, $"a start delay after {Seconds.Text(job.SubmitMs)}", Seconds.Text(placement.StartMs));
        if (!evidence.Trace.IsGang(placement.Job) && !_audit.Holds(placement.Size == evidence.Trace.Pod(placement.Job)))
            Add(ViolationKind.Size, placement, evidence.Trace.Pod(placement.Job).ToString(), placement.Size.ToString());
    }

    private void CheckTier(in Placement placement)
    {
        if (placement.Place.Tier < 0 || placement.Place.VmNode == PodPlace.Unknown)
            return;
        var tier = TierNames.All[placement.Place.Tier];
        var fits = placement.Place.IsVm ? tier == TierNames.OfOption(_options.VmTier) : _options.Tiers.Contains(tier);
        if (!_audit.Holds(fits))
            Add(ViolationKind.Tier, placement, placement.Place.IsVm ? TierNames.OfOption(_options.VmTier) : string.Join(" or ", _options.Tiers), tier);
    }

    private void CheckGroup(in Placement placement, JobTimes job)
    {
        if (!_audit.Holds(_options.Policy != SpillMode.Never))
            Add(ViolationKind.SpillUnderNever, placement, "a VM node", "a container group");
        if (!_audit.Holds(_options.Policy != SpillMode.Overflow || evidence.PlacedAtMs(placement) >= job.SubmitMs + _options.AfterMs))
            Add(ViolationKind.SpillTooEarly, placement,
                $"placed at {Seconds.Text(job.SubmitMs + _options.AfterMs)} or later", Seconds.Text(evidence.PlacedAtMs(placement)));
        if (evidence.GroupTier(placement) is not { } tier)
            return;
        var size = GroupSize.Of(placement.Size);
        if (!_audit.Holds(size.FitsIn(GroupSize.Max(tier))))
            Add(ViolationKind.GroupSize, placement, $"at most {GroupSize.Max(tier)} on {tier}", size.ToString());
    }

    private void Add(ViolationKind kind, in Placement placement, string expected, string found) =>
        _audit.Add(kind, evidence.Subject(placement), placement.StartMs, expected, found);
}
