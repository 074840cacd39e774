using Burst.Core.Nodes;
using Burst.Core.Pods;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Applying;

public class SickHostTests
{
    [Fact]
    public async Task HostWhoseCallsFail_IsTriedMoreAndMoreSeldom_WithOneCall_UntilItAnswers()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(Large("vm-1"));
        host.Fails = call => call.Verb == "create";
        await ring.StartAsync();
        await ring.ApplyAsync(A.Job(completions: 8, parallelism: 8));
        await ring.RunAsync(180);

        var at = Calls(host, "create").Skip(7).Select(call => call.At).ToList();
        Assert.Equal([5, 10, 20, 40, 60], at.Zip(at.Skip(1), (one, next) => Math.Round((next - one).TotalSeconds)).Take(5));
        var trouble = Assert.Single(ring.Loop.Health.TroubledHosts);
        Assert.Equal(("vm-1", true), (trouble.Node.Value, trouble.IsSick));
        Assert.Contains("cannot be reached", trouble.Reason, StringComparison.Ordinal);
        Assert.Single(await ring.EventsAsync(), item => item.Reason == "HostCallsHeldBack");

        host.Fails = _ => false;
        await ring.UntilAsync(_ => host.Pods.Count == 8, 120);
        Assert.Empty(ring.Loop.Health.TroubledHosts);
        Assert.Single(await ring.EventsAsync(), item => item.Reason == "HostCallsResumed");
    }

    [Fact]
    public async Task SickHost_DelaysOnlyItself()
    {
        await using var ring = new Ring();
        var sick = ring.AddHost(Large("vm-1"));
        var well = ring.AddHost(Large("vm-2"));
        sick.Fails = call => call.Pod is not null;
        await ring.StartAsync();
        await ring.ApplyAsync([.. Enumerable.Range(0, 10).SelectMany(i => new[] { On("vm-1", $"sick-{i}"), On("vm-2", $"well-{i}") })]);
        await ring.RunAsync(2);

        Assert.Equal(10, well.Pods.Count);
        Assert.Equal("vm-1", Assert.Single(ring.Loop.Health.TroubledHosts).Node.Value);
    }

    [Fact]
    public async Task CreatesBehindOthersThatHang_AreInALine_ThatIsToldOf_UntilThereIsRoom()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(Large("vm-1"));
        host.HangsOn = call => call.Verb == "create";
        await ring.StartAsync();
        await ring.ApplyAsync(A.Job(completions: 20, parallelism: 20));
        await ring.RunAsync(2);
        Assert.Empty(ring.Loop.Health.HostLines);
        await ring.RunAsync(10);

        var line = Assert.Single(ring.Loop.Health.HostLines);
        Assert.Equal(("vm-1", 20), (line.Node.Value, line.Calls + line.Waiting));
        Assert.Empty(ring.Loop.Health.TroubledHosts);

        host.HangsOn = _ => false;
        await ring.UntilAsync(_ => host.Pods.Count == 20, 400);
        await ring.RunAsync(1);
        Assert.Empty(ring.Loop.Health.HostLines);
    }

    [Fact]
    public async Task OnePodThatAlwaysFails_DoesNotMakeItsHostSick()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(Large("vm-1"));
        host.Fails = call => call.Verb == "create" && call.Pod == A.Pod("poison").Uid;
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod("poison"));
        await ring.RunAsync(300);

        Assert.InRange(Calls(host, "create").Count, 10, 20);
        Assert.Empty(ring.Loop.Health.TroubledHosts);
        await ring.ApplyAsync(A.Pod("healthy"));
        await ring.RunAsync(2);
        Assert.Contains(A.Pod("healthy").Uid, host.Pods);
    }

    [Fact]
    public async Task PoisonedPods_DoNotKeepASickLookingHostFromTheOthers()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(Large("vm-1"));
        var poison = Enumerable.Range(0, 6).Select(i => A.Pod($"poison-{i}")).ToList();
        host.Fails = call => call.Verb == "create" && poison.Any(pod => pod.Uid == call.Pod);
        await ring.StartAsync();
        await ring.ApplyAsync([.. poison]);
        await ring.RunAsync(2);
        Assert.Single(ring.Loop.Health.TroubledHosts);

        await ring.ApplyAsync(A.Pod("healthy"));
        await ring.RunAsync(8);

        Assert.Contains(A.Pod("healthy").Uid, host.Pods);
    }

    [Fact]
    public async Task CreatesThatNeverEnd_LeaveRoomForThoseThatWould()
    {
        await using var ring = new Ring { Options = new() { CallsPerHostMax = 8, FailuresToHoldBack = 1000 } };
        var host = ring.AddHost(Large("vm-1"));
        await ring.StartAsync();
        await ring.RunAsync(1);
        host.HangsOn = call => call.Verb == "create";
        await ring.ApplyAsync([.. Enumerable.Range(0, 6).Select(i => A.Pod($"slow-{i}"))]);
        await ring.RunAsync(130);
        Assert.Equal(6, (await ring.PodsAsync()).Count(pod => pod.HostAttempts == 1));
        await ring.RunAsync(5);

        host.HangsOn = _ => false;
        await ring.ApplyAsync([.. Enumerable.Range(0, 9).Select(i => A.Pod($"new-{i}"))]);
        await ring.RunAsync(1);

        Assert.Equal(9, host.Pods.Count);
    }

    [Fact]
    public async Task Throttled_HoldsBackTheCreatesOfTheHost_AndNotItsDeletes()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(Large("vm-1"));
        var other = ring.AddHost(Large("vm-2"));
        await ring.StartAsync();
        await ring.ApplyAsync(On("vm-1", "old"));
        await ring.RunAsync(2);
        host.NextCreatesOf("throttled", CreateFate.Throttled(TimeSpan.FromSeconds(50)));
        await ring.ApplyAsync(On("vm-1", "throttled"));
        await ring.RunAsync(1);

        await ring.ApplyAsync(On("vm-1", "next"), On("vm-2", "elsewhere"));
        await ring.DeleteAsync(A.Pod("old").Key);
        await ring.RunAsync(40);
        Assert.Empty(host.Pods);
        Assert.Single(other.Pods);
        Assert.False(Assert.Single(ring.Loop.Health.TroubledHosts).IsSick);

        await ring.RunAsync(20);
        Assert.Equal(2, host.Pods.Count);
    }

    [Fact]
    public async Task ThrottledByTheRegistryOfOneImage_HoldsBackThatPodAlone()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(Large("vm-1"));
        var throttled = new Core.Hosts.CreateOutcome.Throttled(TimeSpan.FromSeconds(50), "toomanyrequests") { IsOfHost = false };
        host.NextCreatesOf("throttled", new CreateFate(false, throttled));
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod("throttled"));
        await ring.ApplyAsync(A.Pod("next"));
        await ring.RunAsync(5);

        Assert.Equal([A.Pod("next").Uid], host.Pods);
    }

    [Fact]
    public async Task Deletes_HaveSlotsThatCreatesCannotTake()
    {
        await using var ring = new Ring { Options = new() { CallsPerHostMax = 4 } };
        var host = ring.AddHost(Large("vm-1"));
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod("old"));
        await ring.RunAsync(2);
        host.Latency = TimeSpan.FromSeconds(60);
        await ring.ApplyAsync([.. Enumerable.Range(0, 10).Select(i => A.Pod($"new-{i}"))]);

        await ring.DeleteAsync(A.Pod("old").Key);
        await ring.RunAsync(1);

        Assert.Equal(4, Calls(host, "create").Count);
        Assert.Single(Calls(host, "delete"));
    }

    [Fact]
    public async Task Deletes_GoBeforeCreatesThatHaveWaitedLonger()
    {
        await using var ring = new Ring { Options = new() { CallsPerHostMax = 1 } };
        var host = ring.AddHost(Large("vm-1"));
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod("old"));
        await ring.RunAsync(2);
        host.Latency = TimeSpan.FromSeconds(4);
        await ring.ApplyAsync(A.Pod("a"));
        await ring.ApplyAsync(A.Pod("b"), A.Pod("c"));
        await ring.RunAsync(0.5);
        await ring.DeleteAsync(A.Pod("old").Key);
        await ring.RunAsync(6);

        Assert.Equal(["create", "create", "delete"], host.Calls.Where(call => call.Pod is not null).Select(call => call.Verb));
    }

    [Fact]
    public async Task HostThatHangsForEver_HoldsUpNeitherOthersNorTheStop()
    {
        await using var ring = new Ring();
        var hung = ring.AddHost(Large("vm-1"));
        var well = ring.AddHost(Large("vm-2"));
        await ring.StartAsync();
        await ring.RunAsync(2);
        (hung.Hangs, hung.IgnoresCancellation) = (true, true);
        await ring.ApplyAsync([.. Enumerable.Range(0, 30).SelectMany(i => new[] { On("vm-1", $"hung-{i}"), On("vm-2", $"well-{i}") })]);
        await ring.RunAsync(300);

        Assert.Equal(30, well.Pods.Count);
        Assert.False(await ring.ReadAsync(state => state.FindNode(hung.Node)!.IsReady));
        Assert.InRange(hung.Calls.Count(call => call.Pod is null), 1, 20);
        await ring.CrashAsync();
        Assert.True(ring.Running.IsCompletedSuccessfully);
    }

    private static Node Large(string name) => A.VmNode(name, 100_000, 1_000_000, labels: $"place={name}");

    private static Pod On(string node, string name) => A.Pod(name, spec: A.Spec(nodeSelector: $"place={node}"));

    private static List<HostCall> Calls(FakePodHost host, string verb) => [.. host.Calls.Where(call => call.Verb == verb)];
}
