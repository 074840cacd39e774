using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Observing;

public class InventoryTests
{
    [Fact]
    public async Task VanishedPod_IsBelievedOnlyAfterTwoLists()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(5);

        host.Vanish(host.Pods[0]);
        await ring.RunAsync(1);
        Assert.Equal(PodPhase.Running, (await ring.PodsAsync()).Single().Phase);

        await ring.RunAsync(1);
        var pod = (await ring.PodsAsync()).Single();
        Assert.Equal((PodPhase.Failed, "Vanished"), (pod.Phase, pod.Reason));
        Assert.Contains(await ring.EventsAsync(), item => item.Reason == "Vanished");
    }

    /// <summary>Lists lag, and some look full and are not.</summary>
    [Fact]
    public async Task GroupThatAListMissed_IsBilledFromItsBeginning()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode("aci-east"));
        var isBack = false;
        host.Called += call =>
        {
            if (call.Verb == "list" && host.Launches is [{ } launch] && !isBack)
            {
                host.Vanish(launch.Uid);
                _ = ring.Time.CreateTimer(_ => host.Plant(launch), null, TimeSpan.FromSeconds(0.9), Timeout.InfiniteTimeSpan);
                isBack = true;
            }
        };
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(afterSeconds: 0), A.Pod(labels: "app=batch"));
        await ring.UntilAsync(state => state.Pods.Single().Phase == PodPhase.Running);

        var usage = Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null);
        Assert.False(usage.StartIsPresumed);
        Assert.True(usage.StartedAt > (await ring.PodsAsync()).Single().Placement!.At);
    }

    [Fact]
    public async Task PodAcceptedBeforeTheClockWasSetBack_AndGone_IsBelievedSoon()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(5);

        ring.Clock.Offset = TimeSpan.FromHours(-1);
        await ring.RestartAsync();
        host.Vanish(host.Pods[0]);
        await ring.RunAsync(10);

        Assert.Equal("Vanished", (await ring.PodsAsync()).Single().Reason);
    }

    [Fact]
    public async Task PodMissingFromLists_IsAskedForByName_AndIsGoneOnlyWhenThatSaysSo()
    {
        ForgetfulHost forgetful = null!;
        await using var ring = new Ring { Between = inner => forgetful = new ForgetfulHost(inner) };
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());

        await ring.RunAsync(10);
        Assert.InRange(forgetful.Lookups, 5, 10);
        Assert.Equal(PodPhase.Running, (await ring.PodsAsync()).Single().Phase);
        Assert.DoesNotContain(host.Calls, call => call.Verb == "delete");

        host.Vanish(host.Pods[0]);
        await ring.RunAsync(5);
        Assert.Equal("Vanished", (await ring.PodsAsync()).Single().Reason);
    }

    [Fact]
    public async Task LookupThatIsNotAnswered_ChangesNothing()
    {
        await using var ring = new Ring { Between = inner => new ForgetfulHost(inner) };
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(5);

        host.ListFailures = int.MaxValue;
        host.Vanish(host.Pods[0]);
        await ring.RunAsync(20);

        Assert.Equal(PodPhase.Running, (await ring.PodsAsync()).Single().Phase);
    }

    [Fact]
    public async Task PodMissingFromOneListOnly_GoesOn()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(5);
        var launch = host.Launches[0];

        for (var i = 0; i < 5; i++)
        {
            host.Vanish(launch.Uid);
            await ring.RunAsync(1);
            host.Plant(launch);
            await ring.RunAsync(1);
        }

        Assert.Equal(PodPhase.Running, (await ring.PodsAsync()).Single().Phase);
    }

    [Fact]
    public async Task VanishedPodOfADeployment_IsReplaced()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Deployment(replicas: 2));
        await ring.RunAsync(120);

        host.Vanish(host.Pods[0]);
        await ring.RunAsync(10);

        Assert.Equal(2, host.Pods.Count);
    }

    [Fact]
    public async Task Orphan_IsEndedAfterTwoLists_AlsoBesideOtherNodes()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        ring.AddHost(A.VmNode("vm-1"));
        ring.AddHost(A.VmNode("vm-2"));
        host.Plant(Launch("stray"));
        await ring.StartAsync();
        Assert.Single(host.Pods);
        Assert.DoesNotContain(host.Calls, call => call.Verb == "delete");

        await ring.RunAsync(3);

        Assert.Empty(host.Pods);
        Assert.Equal(1, host.Calls.Count(call => call.Verb == "delete"));
    }

    [Fact]
    public async Task Orphan_ThatTakesItsTime_IsDeletedUntilItIsGone()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        host.DeletingAnswers = 4;
        host.Plant(Launch("stray"));
        await ring.StartAsync();

        await ring.RunAsync(15);

        Assert.Empty(host.Pods);
    }

    [Fact]
    public async Task Orphan_WhileTheStoreIsDown_IsLeftAlone()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        await ring.StartAsync();
        await ring.RunAsync(2);
        ring.Store.IsDown = true;
        _ = ring.Mutate(new Core.Storage.Change.Put(A.ConfigMap("x", "a=1")));
        await ring.RunAsync(1);
        host.Plant(Launch("stray"));

        await ring.RunAsync(20);
        Assert.Single(host.Pods);

        ring.Store.IsDown = false;
        await ring.RunAsync(5);
        Assert.Empty(host.Pods);
    }

    [Fact]
    public async Task CopyOnAnotherNode_IsSwept_AndTheRealPodIsNot()
    {
        await using var ring = new Ring();
        var real = ring.AddHost(A.VmNode());
        var other = ring.AddHost(A.VirtualNode());
        other.Latency = TimeSpan.FromMilliseconds(400);
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(5);
        other.Plant(real.Launches[0]);

        await ring.RunAsync(1.5);
        await ring.DeleteAsync(A.Pod().Key);
        await ring.RunAsync(20);

        Assert.Empty(other.Pods);
        Assert.Empty(real.Pods);
    }

    [Fact]
    public async Task PodSeenRunning_BeforeItsCreateIsSettled_IsNotAnOrphan()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.NextCreates([.. Enumerable.Repeat(CreateFate.UnknownAfterEffect, 3)]);
        await ring.StartAsync();

        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(5);
        var pod = (await ring.PodsAsync()).Single();
        Assert.Equal((PodPhase.Running, HostState.CreateIntended), (pod.Phase, pod.HostState));

        await ring.RunAsync(20);
        Assert.DoesNotContain(host.Calls, call => call.Verb == "delete");
    }

    [Fact]
    public async Task Ledger_RecordsHowLongAPodWaitedForItsStart()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.Runs = _ => new PodRun(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5), 0);
        await ring.StartAsync();

        await ring.ApplyAsync(A.Pod(createdAt: A.Start.AddSeconds(-4)));
        await ring.UntilAsync(state => state.Pods.Single().HostState == HostState.Gone);

        Assert.Equal(7, Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null).Waited!.Value.TotalSeconds);
    }

    private static PodLaunch Launch(string name) => new()
    {
        Uid = PodUid.Parse(A.UidOf(name)),
        Namespace = "default",
        Name = name,
        Tier = Tier.Aci,
        Spec = A.Spec(),
        Environment = ImmutableSortedDictionary<string, ImmutableArray<ResolvedEnv>>.Empty,
        FencingToken = 0,
    };
}
