using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Simulation.Chaos.Arm;

namespace Burst.Simulation.Tests.Chaos.Arm;

public sealed class LifecycleTests
{
    [Theory]
    [InlineData(0, PodPhase.Succeeded)]
    [InlineData(3, PodPhase.Failed)]
    public void Group_RunsAndExits_IsMeteredAsTheHostSeesIt(int exitCode, PodPhase phase)
    {
        var world = new ArmWorld();

        Assert.IsType<CreateOutcome.Accepted>(world.Create(world.Launch(command: $"sim run 30 {exitCode}")));
        Assert.Equal(PodPhase.Pending, Assert.Single(world.List()).Phase);
        world.Wait(27);
        Assert.Equal(PodPhase.Running, Assert.Single(world.List()).Phase);
        world.Wait(60);
        var seen = Assert.Single(world.List());

        var record = Assert.Single(world.Arm.Records);
        Assert.Equal((phase, exitCode), (seen.Phase, seen.Containers[0].ExitCode));
        Assert.Equal((GroupEnd.Exited, exitCode, 1, 1), (record.End, record.ExitCode, record.Starts, record.Puts));
        Assert.Equal((seen.UsageStartedAt, seen.UsageEndedAt), (record.BilledFrom, record.BilledTo));
        Assert.Equal(("default", "job-1", 1000, 10), (record.Namespace, record.PodName, record.CpuMillis, record.MemoryDeciGb));
        Assert.Equal((ArmWorld.Pod(1).Value, ArmWorld.HostOptions.OwnerId), (record.PodUid, record.Owner));
    }

    [Fact]
    public void Delete_OfARunningGroup_EndsTheMeterAndTheInventory()
    {
        var world = new ArmWorld();
        world.Create(world.Launch(command: "sim serve"));
        world.Wait(40);

        var (gone, _) = world.DeleteUntilGone();

        var record = Assert.Single(world.Arm.Records);
        Assert.Empty(world.Arm.Groups);
        Assert.Equal(GroupEnd.DeletedByApi, record.End);
        Assert.InRange((gone.EndedAt - record.BilledTo)!.Value.TotalSeconds, -1, 15);
        Assert.Equal((0, 1000), (world.Arm.RegularCores.InUseMillis, world.Arm.RegularCores.PeakMillis));
    }

    [Fact]
    public void Delete_WhileTheGroupIsCreated_IsAcceptedAndDoneLater()
    {
        var world = new ArmWorld();
        world.Create();

        Assert.IsType<DeleteOutcome.Deleting>(world.Delete());
        world.DeleteUntilGone();

        Assert.Empty(world.Arm.Groups);
        Assert.NotNull(Assert.Single(world.Arm.Records).RemovedAt);
    }

    [Fact]
    public void RestartPolicyOnFailure_StartsAgainWithBackOff()
    {
        var world = new ArmWorld();
        world.Create(world.Launch(command: "sim run 10 1", restartPolicy: RestartPolicy.OnFailure));
        world.Wait(120);

        var seen = Assert.Single(world.List());
        var record = Assert.Single(world.Arm.Records);
        Assert.InRange(record.Starts, 2, 5);
        Assert.True(seen.Containers[0].RestartCount >= record.Starts - 1);
        Assert.Null(record.BilledTo);
    }

    [Fact]
    public void List_OfManyPages_HasEveryGroup()
    {
        var world = new ArmWorld(ArmWorld.Options with { PageSize = 4 });
        for (var number = 1; number <= 10; number++)
            world.Create(world.Launch(number));

        Assert.Equal(Enumerable.Range(1, 10).Select(ArmWorld.Pod), world.List().Select(seen => seen.Uid));
    }

    [Fact]
    public void KilledProcess_ItsRequestStillHasItsEffect()
    {
        var world = new ArmWorld(ArmWorld.Options with { Latency = DelayRange.Seconds(1, 1) });
        var create = world.Host.CreateAsync(world.Launch(), CancellationToken.None);
        world.Wait(2.5); // The read is answered and the PUT is on its way.
        world.Process.Kill();
        world.Wait(60);

        Assert.False(create.IsCompleted);
        Assert.Single(world.Arm.Groups);
        var heir = world.NewLife(out _);
        Assert.IsType<CreateOutcome.Accepted>(world.Run(heir.CreateAsync(world.Launch(), CancellationToken.None)));
        Assert.Equal(1, Assert.Single(world.Arm.Records).Puts);
    }

    [Fact]
    public void ForeignGroups_AreNeitherListedNorTouched()
    {
        var world = new ArmWorld();
        var theirs = world.Arm.PlantForeign("theirs", new Dictionary<string, string?> { ["burst-owner"] = Guid.Empty.ToString() });
        world.Create();
        world.Wait(100);
        world.DeleteUntilGone();

        Assert.Empty(world.List());
        Assert.Same(theirs, Assert.Single(world.Arm.Groups));
        Assert.Equal((GroupEnd.None, 0), (theirs.Record.End, theirs.Record.TagChanges));
    }

    [Fact]
    public void Update_OfAGroupThatExists_IsCountedAsARestart()
    {
        var world = new ArmWorld();
        world.Create(world.Launch(command: "sim serve"));
        world.Wait(60);
        var group = Assert.Single(world.Arm.Groups);
        var path = $"/subscriptions/{ArmWorld.Options.SubscriptionId}/resourceGroups/burst-rg/providers/Microsoft.ContainerInstance/containerGroups/{group.Name}?api-version=2023-05-01";
        byte[] body = [.. group.Body.Span, (byte)' '];

        var same = world.Arm.Handle(new ArmMessage("PUT", path, group.Body, ""));
        Assert.Equal((200, 1, 0), (same.Status, group.Record.RepeatedPuts, group.Record.RestartingPuts));
        var other = world.Arm.Handle(new ArmMessage("PUT", path, body, ""));
        world.Wait(60);

        Assert.Equal((200, 1, 1, 2), (other.Status, group.Record.RepeatedPuts, group.Record.RestartingPuts, group.Record.Starts));
        Assert.Equal(1000, world.Arm.RegularCores.InUseMillis);
        Assert.DoesNotContain("secret-word", System.Text.Encoding.UTF8.GetString(group.Render(withInstanceView: true).Span));
    }

    [Fact]
    public void Quota_WhenReached_RefusesAndCountsWhatTheClientCouldHaveKnown()
    {
        var world = new ArmWorld(ArmWorld.Options with { CoreQuotaMillis = 1500 });
        world.Create();

        Assert.IsType<CreateOutcome.InsufficientCapacity>(world.Create(world.Launch(2)));
        Assert.Equal((1, 0), (world.Arm.EarnedQuotaRefusals, world.Arm.EarnedThrottles));
    }

    [Fact]
    public void Rate_WhenExceeded_RefusesWithTheTimeToWait()
    {
        var world = new ArmWorld(ArmWorld.Options with { WritesPerFiveMinutes = 1 });
        world.Create();

        var throttled = Assert.IsType<CreateOutcome.Throttled>(world.Create(world.Launch(2)));
        Assert.InRange(throttled.RetryAfter.TotalSeconds, 290, 300);
        Assert.Equal((0, 1), (world.Arm.EarnedQuotaRefusals, world.Arm.EarnedThrottles));
    }
}
