using Burst.Core.Events;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Applying;

public class CreateTests
{
    [Fact]
    public async Task Pod_IsCreatedOnce_AndRuns()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();

        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(10);

        var pod = Assert.Single(await ring.PodsAsync());
        Assert.Equal((PodPhase.Running, HostState.Created), (pod.Phase, pod.HostState));
        Assert.Equal(1, host.Calls.Count(call => call.Verb == "create"));
    }

    [Fact]
    public async Task CreateSentAgainAfterARestart_SaysWhatTheFirstSaid()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.NextCreates(CreateFate.UnknownBeforeEffect);
        await ring.StartAsync();
        var firstTerm = await ring.ReadAsync(state => state.Term);
        await ring.ApplyAsync(A.Pod());
        await ring.UntilAsync(state => state.Pods.Single().HostAttempts == 1);
        await ring.CrashAsync();
        ring.Time.Advance(TimeSpan.FromHours(1));
        await ring.StartAsync();
        await ring.UntilAsync(state => state.Pods.Single().HostState == HostState.Created);

        var placement = (await ring.PodsAsync()).Single().Placement!;
        var launch = Assert.Single(host.Launches);
        Assert.True(await ring.ReadAsync(state => state.Term) > firstTerm);
        Assert.Equal((firstTerm, placement.At), (launch.FencingToken, launch.PlacedAt));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OutcomeUnknown_IsRetriedWithABackoff_AndConvergesToOnePod(bool tookEffect)
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        var lost = tookEffect ? CreateFate.UnknownAfterEffect : CreateFate.UnknownBeforeEffect;
        host.NextCreates(lost, lost, CreateFate.ThrowsAfterEffect, lost);
        await ring.StartAsync();

        await ring.ApplyAsync(A.Pod());
        await ring.UntilAsync(state => state.Pods.Single().HostState == HostState.Created, 60);

        Assert.Single(host.Started);
        var at = host.Calls.Where(call => call.Verb == "create").Select(call => call.At).ToList();
        Assert.Equal([1, 2, 4, 8], at.Zip(at.Skip(1), (one, next) => (next - one).TotalSeconds));
        Assert.Single(await ring.EventsAsync(), item => item.Reason == "CreateUnknown");
    }

    [Fact]
    public async Task ImageThatIsWaitedFor_IsShownByTheContainersThatNeedIt_UntilThePodRuns()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.NextCreates(Waits(ImageWait.Pulling, "Pulling image 'a'"), Waits(ImageWait.PullBackOff, "ImagePullBackOff: no"));
        await ring.StartAsync();
        var pod = A.Pod();
        var spec = pod.Spec with { Containers = [pod.Spec.Containers[0] with { Image = "a" }, new ContainerSpec { Name = "other", Image = "b" }] };
        await ring.ApplyAsync(pod with { Spec = spec });

        await ring.UntilAsync(state => state.Pods.Single().HostAttempts == 1);
        var pulling = (await ring.PodsAsync()).Single();
        Assert.Equal((ImageWait.Pulling, "Pulling image 'a'"), (pulling.Reason, pulling.Message));
        Assert.Equal((spec.Containers[0].Name, ContainerState.Waiting, "ContainerCreating"), Shown(pulling));

        await ring.UntilAsync(state => state.Pods.Single().HostAttempts == 2);
        var waiting = (await ring.PodsAsync()).Single();
        Assert.Equal(ImageWait.PullBackOff, waiting.Reason);
        Assert.Equal((spec.Containers[0].Name, ContainerState.Waiting, ImageWait.PullBackOff), Shown(waiting));
        Assert.Equal("ImagePullBackOff: no", waiting.Containers[0].Message);

        await ring.UntilAsync(state => state.Pods.Single().Phase == PodPhase.Running);
        Assert.Null((await ring.PodsAsync()).Single().Reason);
        Assert.Equal(["Pulling", "ImagePullBackOff"], (await ring.EventsAsync()).Where(item => item.Message.StartsWith("told: ", StringComparison.Ordinal)).Select(item => item.Reason).Order(StringComparer.Ordinal).Reverse());
        Assert.DoesNotContain(await ring.EventsAsync(), item => item.Severity == EventSeverity.Warning);

        static CreateFate Waits(string reason, string message) =>
            new(false, new CreateOutcome.Throttled(TimeSpan.FromSeconds(3), message) { IsOfHost = false, Image = new ImageWait("a", reason), Events = [new HostEvent(EventSeverity.Normal, reason, $"told: {message}")] });
        static (string Name, ContainerState State, string? Reason) Shown(Pod pod) =>
            Assert.Single(pod.Containers) is var container ? (container.Name, container.State, container.Reason) : default;
    }

    [Fact]
    public async Task Throttled_IsNotAskedAgainBeforeItsTime()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.NextCreates(CreateFate.Throttled(TimeSpan.FromSeconds(17)));
        await ring.StartAsync();

        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(30);

        var at = host.Calls.Where(call => call.Verb == "create").Select(call => call.At).ToList();
        Assert.Equal(2, at.Count);
        Assert.Equal(17, (at[1] - at[0]).TotalSeconds);
    }

    [Fact]
    public async Task Rejected_BarePodFails_WithTheReason_AndCostsNothing()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.NextCreates(CreateFate.Rejected("spec.containers[0].image: unknown"));
        await ring.StartAsync();

        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(60);

        var pod = Assert.Single(await ring.PodsAsync());
        Assert.Equal((PodPhase.Failed, HostState.Gone, "Rejected"), (pod.Phase, pod.HostState, pod.Reason));
        Assert.Equal("spec.containers[0].image: unknown", pod.Message);
        var usage = Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null);
        Assert.Equal(usage.StartedAt, usage.EndedAt);
        Assert.Contains(await ring.EventsAsync(), item => item is { Reason: "Rejected", Severity: EventSeverity.Warning });
        Assert.Equal(1, host.Calls.Count(call => call.Verb == "create"));
    }

    [Fact]
    public async Task Rejected_PodsOfADeployment_DoNotLoopHot()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.NextCreates([.. Enumerable.Repeat(CreateFate.Rejected(), 1000)]);
        await ring.StartAsync();

        await ring.ApplyAsync(A.Deployment(replicas: 1));
        await ring.RunAsync(300);

        Assert.InRange(host.Calls.Count(call => call.Verb == "create"), 4, 6);
    }

    [Fact]
    public async Task InsufficientCapacity_AfterACreateInDoubt_LeavesItsTimeOnTheBooks()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode("aci-east"));
        host.NextCreates(CreateFate.UnknownBeforeEffect, CreateFate.InsufficientCapacity());
        await ring.StartAsync();

        await ring.ApplyAsync(A.Policy(afterSeconds: 0), A.Pod(labels: "app=batch"));
        await ring.UntilAsync(state => state.Pods.Single().HostState == HostState.Created, 600);

        var doubtful = Assert.Single(await ring.LedgerAsync(), record => record.IsStray);
        Assert.True(doubtful.EndedAt > doubtful.StartedAt);
        var own = Assert.Single(await ring.LedgerAsync(), record => record is { IsStray: false, Kind: UsageKind.ContainerGroup });
        Assert.Null(own.EndedAt);
        Assert.True(own.StartedAt >= doubtful.EndedAt);
    }

    [Fact]
    public async Task GroupThatAnEarlierRequestMadeAtAnotherTier_IsOnTheBooksUntilItIsEnded_BesideThePodsOwn()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode("aci-east"));
        host.Latency = TimeSpan.FromSeconds(0.2);
        host.NextCreates(CreateFate.InsufficientCapacity());
        await ring.StartAsync();
        host.Called += call =>
        {
            // The request that was refused comes once more, before the one that the pod's next place leads to.
            if (call.Verb == "create" && Creates(host) == 2)
                host.Plant(Launches.Of(A.Pod().Spec) with { Uid = call.Pod!.Value, Tier = Tier.AciSpot });
        };

        await ring.ApplyAsync(A.Policy(afterSeconds: 0), A.Pod(labels: "app=batch"));
        await ring.UntilAsync(state => state.Pods.Single().HostState == HostState.Created, 600);

        var uid = (await ring.PodsAsync()).Single().Uid;
        Assert.Equal(Tier.Aci, Assert.Single(host.Launches).Tier);
        Assert.Equal(1, host.Calls.Count(call => call.Verb == "delete" && call.Pod == uid));
        var astray = Assert.Single(await ring.LedgerAsync(), record => record.IsStray);
        Assert.Equal((Tier.AciSpot, uid), (astray.Tier, astray.Pod));
        Assert.True(astray.EndedAt > astray.StartedAt, $"{astray.StartedAt:O} to {astray.EndedAt:O}");
        await ring.RunAsync(10);
        var own = Assert.Single(await ring.LedgerAsync(), record => record is { IsStray: false, Kind: UsageKind.ContainerGroup });
        Assert.Equal((Tier.Aci, null), (own.Tier, own.EndedAt));
        Assert.True(own.StartedAt >= astray.EndedAt);
    }

    [Fact]
    public async Task GroupThatWasThereBeforeTheCreateThatCounts_IsBilledFromItsBeginning_ThoughNoListHasShownIt()
    {
        await using var ring = new Ring { Options = new() { ShortageWaitFirst = TimeSpan.FromSeconds(20) } };
        var host = ring.AddHost(A.VirtualNode("aci-east"));
        host.NextCreates(CreateFate.InsufficientCapacity());
        await ring.StartAsync();
        var began = A.Start;
        host.Called += call =>
        {
            // The request that was refused comes once more, while the pod waits to be given a place again.
            if (call.Verb == "create" && Creates(host) == 1)
            {
                host.ListFailures = int.MaxValue;
                began = ring.Time.GetUtcNow() + TimeSpan.FromSeconds(5);
                _ = ring.Time.CreateTimer(
                    _ => host.Plant(Launches.Of(A.Pod().Spec) with { Uid = call.Pod!.Value, Tier = Tier.Aci }), null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
            }
        };

        await ring.ApplyAsync(A.Policy(afterSeconds: 0), A.Pod(labels: "app=batch"));
        await ring.UntilAsync(state => state.Pods.Single().HostState == HostState.Created, 600);

        var own = Assert.Single(await ring.LedgerAsync(), record => record is { Kind: UsageKind.ContainerGroup, EndedAt: null });
        Assert.Equal((began, false), (own.StartedAt, own.StartIsPresumed));
        Assert.True(began < (await ring.PodsAsync()).Single().Placement!.At);
    }

    [Fact]
    public async Task GroupOfAnotherTierThatAListShows_IsNotTakenForThePodWhoseCreateIsUnanswered()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode("aci-east"));
        host.HangsOn = call => call.Verb == "create";
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(afterSeconds: 0), A.Pod(labels: "app=batch"));
        await ring.UntilAsync(state => state.Pods.Single().HostState == HostState.CreateIntended);

        var uid = (await ring.PodsAsync()).Single().Uid;
        host.Plant(Launches.Of(A.Pod().Spec) with { Uid = uid, Tier = Tier.AciSpot });
        await ring.RunAsync(10);

        Assert.Equal(PodPhase.Pending, (await ring.PodsAsync()).Single().Phase);
        Assert.Equal(Tier.AciSpot, Assert.Single(await ring.LedgerAsync(), record => record.IsStray).Tier);
        Assert.Equal(Tier.Aci, Assert.Single(await ring.LedgerAsync(), record => !record.IsStray).Tier);
    }

    [Fact]
    public async Task InsufficientCapacity_TheNextPlaceIsTriedAtOnce_AndTheFirstAgainLater()
    {
        await using var ring = new Ring();
        var cheap = ring.AddHost(A.VirtualNode("aci-east"));
        var dear = ring.AddHost(A.VirtualNode("aci-west", "westus"));
        ring.Prices.AciByRegion["westus"] = new(Core.Units.Money.FromDollars(1), Core.Units.Money.FromDollars(1), Core.Units.Money.Zero);
        cheap.PodsMax = 0;
        dear.PodsMax = 0;
        await ring.StartAsync();

        await ring.ApplyAsync(A.Policy(afterSeconds: 0), A.Pod(labels: "app=batch"));
        await ring.RunAsync(5);
        Assert.Equal((1, 1), (Creates(cheap), Creates(dear)));
        Assert.Null((await ring.PodsAsync()).Single().Placement);
        Assert.DoesNotContain(await ring.LedgerAsync(), record => record.EndedAt is null);

        dear.PodsMax = 1;
        await ring.UntilAsync(state => state.Pods.Single().HostState == HostState.Created, 60);
        Assert.Equal("aci-west", (await ring.PodsAsync()).Single().Placement!.Node.Value);
    }

    [Fact]
    public async Task InsufficientCapacity_OnAVm_DoesNotLoopHot()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.PodsMax = 0;
        await ring.StartAsync();

        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(100);

        Assert.InRange(Creates(host), 2, 5);
    }

    [Fact]
    public async Task CallsToOneHost_AreBounded_AndOthersAreNotHeldUp()
    {
        await using var ring = new Ring { Options = new() { CallsPerHostMax = 3 } };
        var slow = ring.AddHost(A.VmNode("vm-1", 100_000, 100_000));
        slow.Latency = TimeSpan.FromSeconds(10);
        await ring.StartAsync();
        await ring.RunAsync(15);

        await ring.ApplyAsync(A.Job(completions: 9, parallelism: 9));
        await ring.RunAsync(1);
        Assert.Equal(3, Creates(slow));

        await ring.UntilAsync(_ => slow.Pods.Count == 9);
        Assert.Equal(9, slow.Started.Distinct().Count());
    }

    [Fact]
    public async Task SecretsAndConfigMaps_AreResolvedIntoTheLaunch()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();

        var spec = A.Spec(
            envFrom: [new EnvFrom(ObjectKind.ConfigMap, "settings", "APP_", false)],
            env: [new EnvVar { Name = "TOKEN", From = new EnvSource(ObjectKind.Secret, "key", "token", false) }]);
        await ring.ApplyAsync(A.ConfigMap("settings", "COLOUR=red"), A.Secret("key", "token=s3cret"), A.Pod(spec: spec));
        await ring.RunAsync(1);

        var launch = Assert.Single(host.Launches);
        Assert.Equal([("APP_COLOUR", "red", false), ("TOKEN", "s3cret", true)], launch.Environment["main"].Select(env => (env.Name, env.Value, env.IsSecret)));
        Assert.DoesNotContain("s3cret", launch.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretRemovedAfterPlacement_HoldsTheCreateBack_UntilItIsThereAgain()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        host.NextCreates(CreateFate.Throttled(TimeSpan.FromSeconds(10)));
        await ring.StartAsync();
        var secret = A.Secret("key", "token=s3cret");
        var spec = A.Spec(env: [new EnvVar { Name = "TOKEN", From = new EnvSource(ObjectKind.Secret, "key", "token", false) }]);
        await ring.ApplyAsync(secret, A.Pod(spec: spec));
        await ring.RunAsync(5);

        await ring.ChangeAsync(new Change.Remove(secret.Key));
        await ring.RunAsync(60);
        Assert.Empty(host.Started);
        Assert.Contains("key", Assert.Single(await ring.PodsAsync()).Message, StringComparison.Ordinal);

        await ring.ApplyAsync(secret);
        await ring.UntilAsync(state => state.Pods.Single().HostState == HostState.Created, 60);
        Assert.Single(host.Started);
    }

    [Fact]
    public async Task SecretThatIsNotText_HoldsTheCreateBack_AndIsNotAltered()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        var secret = A.Secret("key", "token=x");
        secret = secret with { Data = secret.Data.SetItem("token", Convert.ToBase64String([0x61, 0xff, 0xfe])) };
        var spec = A.Spec(env: [new EnvVar { Name = "TOKEN", From = new EnvSource(ObjectKind.Secret, "key", "token", false) }]);
        await ring.ApplyAsync(secret, A.Pod(spec: spec));
        await ring.RunAsync(10);

        Assert.Equal(0, Creates(host));
        Assert.Contains("the value of token is not UTF-8", Assert.Single(await ring.PodsAsync()).Message, StringComparison.Ordinal);
    }

    private static int Creates(FakePodHost host) => host.Calls.Count(call => call.Verb == "create");
}
