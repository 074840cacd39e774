using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Units;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>Which record a life is held against, where there are several.</summary>
public sealed class BooksTests
{
    private readonly PlantedWorld world = new();

    public BooksTests() => world.Faults.AddStrike(FaultKind.ClockJumped, "wall clock", world.Now);

    /// <summary>By the clock that was set, the try that was refused seems to be of the time at which the pod ran.</summary>
    [Fact]
    public void RecordOfARefusedTryAtAnotherTier_IsNotTakenForThePodsOwn_WhereTheClockWasSet()
    {
        var group = GroupBookedByASetClock(Tier.Aci);
        var own = world.Ledger[0];
        world.Ledger.Add(own with { Id = UsageRecord.IdOfStray(group.Uid, group.StartedAt), Tier = Tier.AciSpot, StartedAt = group.StartedAt, EndedAt = own.StartedAt });

        Assert.Empty(world.JudgeEnd());
    }

    [Fact]
    public void PodBookedAtAnotherTier_IsFound_WhereTheClockWasSet()
    {
        GroupBookedByASetClock(Tier.AciSpot);

        Assert.Equal([Promises.Invoice], world.JudgeEnd());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GroupOfALateMessageAtAnotherTier_CountsAsWhatItWas_WhereAnybodyWasToldOfIt(bool wasRead)
    {
        var job = world.Service("svc1", 0, PlantedWorld.Overflow);
        var first = world.OnAci(job);
        world.Wait(1);
        world.Register.Remove(first, world.Now, PodEnd.World);
        world.Wait(1);
        var late = world.OnAci(job, first.Uid, isOfLateMessage: true, Tier.AciSpot);
        late.ReadAt = wasRead ? world.Now : null;
        world.Wait(1);
        world.Close(first, world.Now);
        world.Register.Remove(late, world.Now, PodEnd.World);
        world.Wait(60);

        Assert.Equal(wasRead ? [Promises.Invoice] : [], world.JudgeEnd());
    }

    /// <summary>A delete that arrives again, and a create that does, are one record's: nobody had asked for the end in between.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GroupEndedByALateMessage_AndBroughtBackByOne_IsOnTheBooksToItsLastEnd(bool isBookedToTheEnd)
    {
        var job = world.Service("svc1", 0, PlantedWorld.Overflow);
        var first = world.OnAci(job);
        first.IsEndedByLateMessage = true;
        world.Wait(1);
        world.Register.Remove(first, world.Now, PodEnd.ControlPlane);
        world.Close(first, world.Now);
        world.Wait(1);
        var late = world.OnAci(job, first.Uid, isOfLateMessage: true);
        world.Wait(70);
        if (isBookedToTheEnd)
            world.Close(first, world.Now);
        world.Rewrite(first, record => record with { StartIsPresumed = false });
        world.Register.Remove(late, world.Now, PodEnd.World);
        world.Wait(180);

        Assert.Equal(!isBookedToTheEnd, world.JudgeEnd().Contains(Promises.Invoice));
    }

    /// <summary>Once something else is asked for, what is seen may be a life that came back.</summary>
    [Theory]
    [InlineData(0.1, true)]
    [InlineData(null, false)]
    [InlineData(6.0, false)] // Its beginning had been there to be seen for long.
    public void StartThatStaysPresumed_IsExcused_WhereItsEndWasAskedForBeforeItHadToBeSeen(double? askedMinutes, bool isExcused)
    {
        var service = world.Service("svc1", 1, PlantedWorld.Overflow);
        var group = world.OnAci(service);
        world.Rewrite(group, record => record with { StartIsPresumed = true, StartedAt = record.StartedAt.AddSeconds(-2) });
        world.Wait(askedMinutes ?? 1);
        if (askedMinutes is not null)
            world.Delete(service);
        world.Wait(9);
        world.End(group, askedMinutes is null ? PodEnd.World : PodEnd.ControlPlane);

        Assert.Equal(!isExcused, world.JudgeEnd().Contains(Promises.Invoice));
    }

    private PodLife GroupBookedByASetClock(Tier tier)
    {
        var group = world.OnAci(world.Service("svc1", 0, PlantedWorld.Overflow));
        world.Wait(3);
        world.End(group);
        world.Rewrite(group, record => record with
        {
            Tier = tier, StartIsPresumed = true, StartedAt = record.StartedAt.AddMinutes(4), EndedAt = record.EndedAt!.Value.AddMinutes(4),
        });
        world.Wait(60);
        return group;
    }
}
