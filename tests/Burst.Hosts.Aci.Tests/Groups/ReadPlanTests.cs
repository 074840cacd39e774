using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Aci.Groups;

namespace Burst.Hosts.Aci.Tests.Groups;

public sealed class ReadPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly PodUid Pod = PodUid.Parse("00000000-0000-4000-8000-000000000001");

    [Fact]
    public void RunningGroup_AfterTheClockWasSetBack_IsReadAgain()
    {
        var plan = new ReadPlan();
        plan.Choose([Pod], 10, Now);
        plan.Saw(new PodObservation { Uid = Pod, ObservedAt = Now, Phase = PodPhase.Running }, plan.Begin(Pod));
        Assert.Empty(plan.Choose([Pod], 10, Now + TimeSpan.FromMilliseconds(10)));

        Assert.Contains(Pod, plan.Choose([Pod], 10, Now - TimeSpan.FromMinutes(30)));
    }

    [Fact]
    public void GroupThatEndedForGood_IsNotReadAgain_AndToldAsOfNow()
    {
        var (plan, later) = (new ReadPlan(), Now + TimeSpan.FromMinutes(5));
        plan.Choose([Pod], 10, Now);
        plan.Saw(new PodObservation { Uid = Pod, ObservedAt = Now, Phase = PodPhase.Succeeded, UsageEndedAt = Now }, plan.Begin(Pod));

        Assert.Empty(plan.Choose([Pod], 10, later));
        Assert.Equal(later, plan.Tell(Pod, later)!.ObservedAt);
    }

    /// <summary>What ended may have been the run before.</summary>
    [Fact]
    public void GroupThatWasRestarted_AndIsSeenToHaveEnded_IsReadAgain_UntilItMustBeSo()
    {
        var (plan, later) = (new ReadPlan(), Now + TimeSpan.FromMinutes(5));
        plan.Choose([Pod], 10, Now);
        plan.Doubt(Pod, Now + TimeSpan.FromMinutes(2));
        plan.Saw(new PodObservation { Uid = Pod, ObservedAt = Now, Phase = PodPhase.Failed, UsageEndedAt = Now }, plan.Begin(Pod));
        Assert.Contains(Pod, plan.Choose([Pod], 10, Now + TimeSpan.FromSeconds(10)));

        plan.Choose([Pod], 10, later);
        plan.Saw(new PodObservation { Uid = Pod, ObservedAt = later, Phase = PodPhase.Failed, UsageEndedAt = Now }, plan.Begin(Pod));
        Assert.Empty(plan.Choose([Pod], 10, later + TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void ReadThatWasSentBeforeItsGroupWasForgotten_SaysNothing()
    {
        var plan = new ReadPlan();
        plan.Choose([Pod], 10, Now);
        var before = plan.Begin(Pod);
        plan.Forget(Pod);
        plan.Saw(new PodObservation { Uid = Pod, ObservedAt = Now, Phase = PodPhase.Succeeded, UsageEndedAt = Now }, before);

        Assert.Null(plan.Tell(Pod, Now));
        Assert.Contains(Pod, plan.Choose([Pod], 10, Now));
        var after = plan.Begin(Pod);
        plan.Saw(new PodObservation { Uid = Pod, ObservedAt = Now, Phase = PodPhase.Succeeded, UsageEndedAt = Now }, before);
        plan.Saw(new PodObservation { Uid = Pod, ObservedAt = Now, Phase = PodPhase.Running }, after);
        Assert.Equal(PodPhase.Running, plan.Tell(Pod, Now)!.Phase);
    }

    [Fact]
    public void GroupThatRuns_IsToldAsOfItsLastSight()
    {
        var plan = new ReadPlan();
        plan.Choose([Pod], 10, Now);
        plan.Saw(new PodObservation { Uid = Pod, ObservedAt = Now, Phase = PodPhase.Running }, plan.Begin(Pod));

        Assert.Equal(Now, plan.Tell(Pod, Now + TimeSpan.FromMilliseconds(10))!.ObservedAt);
    }
}
