using Burst.Core.Ledger;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Invariants;

public class CrashTests
{
    [Fact]
    public async Task Invariant2_NameIsAFunctionOfTheIntent_CrashedAtAnyMoment_NoPodRunsTwiceAndTheJobCountsExactly()
    {
        for (var seed = 1; seed <= 40; seed++)
            await CrashRepeatedly(seed);
    }

    [Fact]
    public async Task Invariant3_UnknownOutcome_IsOnTheBooksUntilItIsSettled()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        host.NextCreates(CreateFate.ThrowsAfterEffect, CreateFate.UnknownAfterEffect);
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(afterSeconds: 0), A.Pod(labels: "app=batch"));
        await ring.RunAsync(0.1);

        Assert.Null(Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null).EndedAt);
        await ring.RestartAsync();
        await ring.DeleteAsync(A.Pod().Key);
        await ring.UntilAsync(state => state.Pods.Count == 0);

        Assert.Empty(host.Pods);
        Assert.NotNull(Assert.Single(await ring.LedgerAsync(), record => record.Pod is not null).EndedAt);
    }

    [Fact]
    public async Task Invariant4_UnknownInventoryChangesNothing()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VirtualNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(afterSeconds: 0), A.Job(completions: 3, parallelism: 3));
        await ring.RunAsync(10);
        var before = await ring.PodsAsync();
        var calls = host.Calls.Count(call => call.Pod is not null);
        host.Vanish(host.Pods[0]);
        host.ListFailures = int.MaxValue;

        await ring.RunAsync(600);

        Assert.Equal(before, await ring.PodsAsync());
        Assert.Equal(calls, host.Calls.Count(call => call.Pod is not null));
    }

    [Fact]
    public async Task Invariant7_OneWriter_TheDeposedLoopEndsAndWritesNothingMore()
    {
        await using var ring = new Ring();
        ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.RunAsync(2);
        var deposed = (ring.Loop, ring.Running, ring.Store);

        await ring.StartAsync();
        var late = deposed.Loop.MutateAsync((_, _) => new StateCommit { Changes = [new Change.Put(A.ConfigMap("late", "a=1"))] }, _ => true);
        await ring.RunAsync(2);

        await Assert.ThrowsAsync<FencedException>(() => deposed.Running);
        await Assert.ThrowsAsync<OperationCanceledException>(() => late);
        Assert.Empty((await ring.DurableAsync()).Objects.OfType<Core.Objects.ConfigMap>());
        await ring.ApplyAsync(A.ConfigMap("mine", "a=1"));
    }

    [Fact]
    public async Task Invariant10_SameHistory_TwoRunsGiveTheSameCommits()
    {
        var histories = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await using var ring = new Ring { StoreLatency = TimeSpan.FromMilliseconds(7) };
            var host = ring.AddHost(A.VmNode());
            ring.AddHost(A.VirtualNode()).Runs = host.Runs = _ => PodRun.For(3);
            await ring.StartAsync();
            await ring.ApplyAsync(A.Policy(afterSeconds: 1), A.Job(completions: 10, parallelism: 5));
            await ring.RunAsync(40);
            histories.Add(string.Join('\n', (await ring.EventsAsync()).Select(item => item.ToString())));
        }

        Assert.NotEmpty(histories[0]);
        Assert.Equal(histories[0], histories[1]);
    }

    private static async Task CrashRepeatedly(int seed)
    {
        var random = new Random(seed);
        await using var ring = new Ring { StoreLatency = TimeSpan.FromMilliseconds(30) };
        ring.AddHost(A.VmNode());
        ring.AddHost(A.VirtualNode());
        foreach (var host in ring.Hosts)
        {
            host.Latency = TimeSpan.FromMilliseconds(random.Next(1, 400));
            host.DeletingAnswers = random.Next(0, 3);
            host.NextCreates([.. Enumerable.Range(0, 6).Select(_ => Fate(random))]);
            host.Runs = _ => PodRun.For(2);
        }

        await ring.StartAsync();
        await ring.ApplyAsync(A.Policy(afterSeconds: 1), A.Job(completions: 8, parallelism: 4));
        for (var crash = 0; crash < 6; crash++)
        {
            await ring.RunAsync(random.NextDouble() * 1.5);
            await ring.RestartAsync();
        }

        await ring.UntilAsync(state => state.Jobs.Single().Progress.IsFinished && state.Pods.All(pod => pod.HostState == HostState.Gone), 600);
        await ring.RunAsync(10);
        await AssertExact(ring, seed);
    }

    private static async Task AssertExact(Ring ring, int seed)
    {
        var started = ring.Hosts.SelectMany(host => host.Started).ToList();
        Assert.True(started.Count == started.Distinct().Count(), $"Seed {seed}: a pod ran twice.");
        Assert.True(ring.Hosts.All(host => host.Pods.Count == 0), $"Seed {seed}: something is left on a host.");
        var progress = await ring.ReadAsync(state => state.Jobs.Single().Progress);
        Assert.True((progress.Succeeded, progress.Failed) == (8, 0), $"Seed {seed}: {progress}.");
        Assert.True(started.Count == 8, $"Seed {seed}: {started.Count} pods ran for 8 completions.");
        var ledger = (await ring.LedgerAsync()).Where(record => record.Pod is not null).ToList();
        Assert.True(ledger.All(record => record.EndedAt >= record.StartedAt), $"Seed {seed}: usage is still open or ends before it begins.");
        Assert.Equal(8, ledger.Count(Ran));
        Assert.All(ledger.Where(Ran), record => Assert.Equal(2, (record.EndedAt!.Value - record.StartedAt).TotalSeconds));
    }

    private static bool Ran(UsageRecord record) => record.EndedAt > record.StartedAt;

    private static CreateFate Fate(Random random) => random.Next(4) switch
    {
        0 => CreateFate.UnknownAfterEffect,
        1 => CreateFate.UnknownBeforeEffect,
        2 => CreateFate.ThrowsAfterEffect,
        _ => CreateFate.Ordinary,
    };
}
