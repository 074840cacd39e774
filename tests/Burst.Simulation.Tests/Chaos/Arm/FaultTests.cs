using Burst.Core.Hosts;
using Burst.Simulation.Chaos.Arm;
using Burst.Simulation.Chaos.Faults;

namespace Burst.Simulation.Tests.Chaos.Arm;

public sealed class FaultTests
{
    private static readonly FaultKind[] Kinds =
    [
        FaultKind.ArmSlow, FaultKind.ArmRequestLost, FaultKind.ArmReplyLost, FaultKind.ArmRepeated, FaultKind.ArmThrottled,
        FaultKind.ArmServerError, FaultKind.ArmErrorAfterEffect, FaultKind.ArmListTruncated, FaultKind.ArmStaleRead,
        FaultKind.ArmCapacityRefused, FaultKind.ArmQuotaRefused, FaultKind.ArmDeleteForgotten, FaultKind.ArmFailedButLive,
        FaultKind.ImagePullFailed, FaultKind.ArmOutage, FaultKind.CredentialExpired,
    ];

    public static TheoryData<string> CallFaults => [.. Kinds.Select(kind => kind.ToString())];

    /// <summary>Half of the calls are struck for ten minutes; what the host is told to do gets done all the same, exactly once.</summary>
    [Theory]
    [MemberData(nameof(CallFaults))]
    public void Fault_Strikes_AndTheHostConverges(string name)
    {
        var kind = Enum.Parse<FaultKind>(name);
        var world = new ArmWorld(null, 3, ArmWorld.Window(kind, 500, 0, 600));
        for (var number = 1; number <= 8; number++)
            CreateUntilAccepted(world, number);
        for (var at = 0; at < 10; at++)
            TryList(world);
        for (var number = 1; number <= 8; number++)
            world.DeleteUntilGone(number);
        world.Wait(60);

        Assert.True(world.Faults.Counts.Struck(kind) > 0);
        Assert.DoesNotContain(world.Arm.Groups, group => group.IsLive);
        Assert.All(world.Arm.Records, record => Assert.Equal(0, record.RestartingPuts));
        Assert.Equal(8, world.Arm.Records.Select(record => record.PodUid).Distinct().Count());
        Assert.Equal((0, 0), (world.Arm.EarnedThrottles, world.Arm.EarnedQuotaRefusals));
    }

    [Fact]
    public void ReplyLost_OfACreate_ConvergesToOneGroup()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(FaultKind.ArmReplyLost, 1000, 0, 15));
        CreateUntilAccepted(world, 1);
        world.Wait(60);

        var record = Assert.Single(world.Arm.Records);
        Assert.Equal((1, 0), (record.Starts, record.RestartingPuts));
    }

    [Fact]
    public void RequestLost_HasNoEffect()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(FaultKind.ArmRequestLost));
        Assert.Throws<PodHostUnavailableException>(() => world.Create());
        Assert.Empty(world.Arm.Records);
    }

    [Fact]
    public void Repeated_Create_ArrivesTwiceAndChangesNothing()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(FaultKind.ArmRepeated));
        world.Create();
        world.Wait(60);

        var record = Assert.Single(world.Arm.Records);
        Assert.Equal((2, 1, 0, 1), (record.Puts, record.RepeatedPuts, record.RestartingPuts, record.Starts));
    }

    [Fact]
    public void ErrorAfterEffect_OfACreate_IsReadBack()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(FaultKind.ArmErrorAfterEffect));
        Assert.IsType<CreateOutcome.Accepted>(world.Create());
        Assert.Equal(1, Assert.Single(world.Arm.Records).Puts);
    }

    [Theory]
    [InlineData(nameof(FaultKind.ArmCapacityRefused))]
    [InlineData(nameof(FaultKind.ArmQuotaRefused))]
    public void Refusal_CreatesNothing(string name)
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(Enum.Parse<FaultKind>(name)));
        Assert.IsType<CreateOutcome.InsufficientCapacity>(world.Create());
        Assert.Empty(world.Arm.Records);
        Assert.Equal(0, world.Arm.EarnedQuotaRefusals);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CreateOfAProcess_WhoseSuccessorWasRefused_ComesLate(bool isOfTheSuccessor)
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(FaultKind.ArmCapacityRefused));
        var successor = world.NewLife(out _);
        Assert.IsType<CreateOutcome.InsufficientCapacity>(world.Run(successor.CreateAsync(world.Launch(), CancellationToken.None)));
        world.Wait(60);

        world.Run((isOfTheSuccessor ? successor : world.Host).CreateAsync(world.Launch(), CancellationToken.None));
        Assert.Equal(!isOfTheSuccessor, Assert.Single(world.Arm.Groups).IsOfLateMessage);
    }

    [Fact]
    public void CreateSentBeforeAnotherWasRefused_ComesLate()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(FaultKind.ArmRepeated), ArmWorld.Window(FaultKind.ArmCapacityRefused, seconds: 1));
        Assert.IsType<CreateOutcome.InsufficientCapacity>(world.Create());
        world.Wait(60);

        Assert.True(Assert.Single(world.Arm.Groups).IsOfLateMessage);
    }

    [Fact]
    public void DeleteThatArrivesAgain_EndsTheGroupThatHasTheNameByThen()
    {
        var world = new ArmWorld(ArmWorld.Options with { RepeatAfter = DelayRange.Seconds(40, 40) }, 1, ArmWorld.Window(FaultKind.ArmRepeated, fromSeconds: 20, seconds: 2));
        world.Create();
        world.Wait(21);
        world.DeleteUntilGone();
        world.Create();
        var group = Assert.Single(world.Arm.Groups);
        Assert.False(group.IsEndedByLateMessage);
        world.Wait(60);

        Assert.Empty(world.Arm.Groups);
        Assert.True(group.IsEndedByLateMessage);
    }

    [Fact]
    public void StaleReads_OfOneGroup_NeverMissItTwiceAConfirmWaitApart()
    {
        var world = new ArmWorld(ArmWorld.Options with { Allocation = DelayRange.Seconds(0.3, 0.3), ImagePull = DelayRange.Seconds(1, 1) });
        world.Faults.Schedule([ArmWorld.Window(FaultKind.ArmStaleRead)]);
        world.Create(world.Launch(command: "sim run 1 0"));
        var group = Assert.Single(world.Arm.Groups);
        var missed = new List<DateTimeOffset>();
        for (var at = 0; at < 100; at++)
        {
            if (world.Arm.Handle(Get(group.Name)).Status == 404)
                missed.Add(world.Loop.Now);
            world.Wait(0.1);
        }

        Assert.NotEmpty(missed);
        Assert.True(missed[^1] - missed[0] < ArmWorld.HostOptions.DeleteConfirmWait);
    }

    [Fact]
    public void StaleRead_OfAGroupThatIsGone_ShowsItForAWhile()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(FaultKind.ArmStaleRead, 1000, 0, 600));
        world.Create();
        world.Wait(30);
        var group = Assert.Single(world.Arm.Groups);
        world.Arm.DeleteByHand(group);

        Assert.Equal(200, world.Arm.Handle(Get(group.Name)).Status);
        world.Wait(2);
        Assert.Equal(404, world.Arm.Handle(Get(group.Name)).Status);
    }

    [Fact]
    public void DeleteForgotten_OfAGroupStillPending_ComesBackAndIsDeletedAgain()
    {
        var world = new ArmWorld(ArmWorld.Options with { Allocation = DelayRange.Seconds(60, 60) }, 1, ArmWorld.Window(FaultKind.ArmDeleteForgotten, 1000, 0, 2));
        world.Create(world.Launch(command: "sim serve"));

        var (_, tries) = world.DeleteUntilGone();

        Assert.True(tries > 1);
        Assert.Contains(world.Lines, line => line.StartsWith("group back", StringComparison.Ordinal));
        Assert.Empty(world.Arm.Groups);
    }

    [Fact]
    public void FailedButLive_RunsAndIsBilled()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(FaultKind.ArmFailedButLive));
        world.Create(world.Launch(command: "sim serve"));
        world.Wait(60);

        var seen = Assert.Single(world.List());
        Assert.Equal((Burst.Core.Pods.PodPhase.Running, "ProvisioningFailed"), (seen.Phase, seen.Reason));
        Assert.True(Assert.Single(world.Arm.Groups) is { IsLive: true, Record: { BilledFrom: not null, BilledTo: null } });
    }

    [Fact]
    public void ImagePullFailed_IsSaidAndPasses()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(FaultKind.ImagePullFailed, 1000, 0, 120));
        CreateUntilAccepted(world, 1);
        world.Wait(40);
        Assert.Contains("Failed to pull image", Assert.Single(world.List()).Message, StringComparison.Ordinal);

        world.Wait(600);
        Assert.Equal(1, Assert.Single(world.Arm.Records).Starts);
    }

    [Fact]
    public void CredentialExpired_IsRefusedByTheService()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(FaultKind.CredentialExpired));
        var refused = Assert.Throws<PodHostUnavailableException>(() => world.Create());
        Assert.Contains("credential was refused", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outage_NothingAnswersUntilItIsOver()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Window(FaultKind.ArmOutage, 1000, 0, 300));
        Assert.Throws<PodHostUnavailableException>(() => world.Create());
        world.Wait(300);
        Assert.IsType<CreateOutcome.Accepted>(world.Create());
    }

    [Fact]
    public void ListTruncated_EitherFailsOrMissesGroups()
    {
        var world = new ArmWorld();
        for (var number = 1; number <= 6; number++)
            world.Create(world.Launch(number));
        world.Faults.Schedule([ArmWorld.Window(FaultKind.ArmListTruncated, 1000, 0, 600)]);
        world.Wait(1);

        for (var at = 0; at < 5; at++)
            Assert.True(TryList(world) is null or < 6);
    }

    [Fact]
    public void SpotEvicted_WaitsAndStartsAgain()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Once(FaultKind.SpotEvicted, 40));
        world.Create(world.Launch(command: "sim serve", isSpot: true));
        world.Wait(900);

        var record = Assert.Single(world.Arm.Records);
        Assert.Equal((1, 2, GroupEnd.None), (record.Evictions, record.Starts, record.End));
        Assert.Equal(1, world.Faults.Counts.Struck(FaultKind.SpotEvicted));
        Assert.Equal((1000, 0), (world.Arm.SpotCores.InUseMillis, world.Arm.RegularCores.PeakMillis));
    }

    [Fact]
    public void GroupDeletedByHand_IsGoneAtOnceAndTheMeterStops()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Once(FaultKind.GroupDeletedByHand, 40));
        world.Create(world.Launch(command: "sim serve"));
        world.Wait(300);

        Assert.Empty(world.List());
        Assert.True(Assert.Single(world.Arm.Records) is { End: GroupEnd.DeletedByHand, BilledTo: not null, RemovedAt: not null });
    }

    [Fact]
    public void GroupRestoredByHand_IsThereAgainUnderItsNameAndTags_AndNotSoonAfterItsEnd()
    {
        var world = new ArmWorld(null, 1, ArmWorld.Once(FaultKind.GroupRestoredByHand, 400));
        world.Create(world.Launch(command: "sim serve"));
        world.Wait(60);
        world.DeleteUntilGone();
        world.Wait(500);
        Assert.Empty(world.List());

        world.Wait(900);

        Assert.Equal(2, world.Arm.Records.Count);
        Assert.Equal(world.Arm.Records[0].PodUid, world.Arm.Records[1].PodUid);
        Assert.Single(world.List());
    }

    [Fact]
    public void SameSeed_SameHistory_AndAnotherSeedAnother()
    {
        Assert.Equal(HashOf(5), HashOf(5));
        Assert.NotEqual(HashOf(5), HashOf(6));
    }

    private static ulong HashOf(ulong seed)
    {
        var id = 0;
        Fault[] schedule = [.. Kinds.Select(kind => ArmWorld.Window(kind, 100, 5, 900) with { Id = ++id })];
        var world = new ArmWorld(null, seed, schedule);
        for (var number = 1; number <= 8; number++)
            CreateUntilAccepted(world, number);
        for (var number = 1; number <= 8; number++)
            world.DeleteUntilGone(number);
        return world.History.Hash;
    }

    private static void CreateUntilAccepted(ArmWorld world, int number)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            try
            {
                if (world.Create(world.Launch(number)) is CreateOutcome.Accepted)
                    return;
            }
            catch (PodHostUnavailableException)
            {
                // The next try may fare better.
            }

            world.Wait(20);
        }

        Assert.Fail("It was never accepted.");
    }

    /// <summary>How many groups the list has; null when it fails.</summary>
    private static int? TryList(ArmWorld world)
    {
        try
        {
            return world.List().Count;
        }
        catch (PodHostUnavailableException)
        {
            return null;
        }
    }

    private static ArmMessage Get(string name) => new(
        "GET",
        $"/subscriptions/{ArmWorld.Options.SubscriptionId}/resourceGroups/burst-rg/providers/Microsoft.ContainerInstance/containerGroups/{name}?api-version=2023-05-01",
        default,
        "");
}
