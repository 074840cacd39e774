using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Invariants;

public class Invariant1_IntentBeforeCallTests
{
    [Fact]
    public async Task Invariant1_IntentBeforeCall_EveryCallFindsItsIntentInACommitBeforeIt()
    {
        await using var ring = new Ring { StoreLatency = TimeSpan.FromMilliseconds(20) };
        var host = ring.AddHost(A.VmNode(cpuMillis: 4000));
        var virtualHost = ring.AddHost(A.VirtualNode());
        host.Runs = virtualHost.Runs = _ => PodRun.For(7);
        host.NextCreates(CreateFate.UnknownAfterEffect, CreateFate.UnknownBeforeEffect);
        var withoutIntent = new List<HostCall>();
        var checkedCalls = 0;
        host.Called += Check;
        virtualHost.Called += Check;
        await ring.StartAsync();

        await ring.ApplyAsync(A.Policy(afterSeconds: 1), A.Job(completions: 12, parallelism: 8), A.Deployment(replicas: 2, cpuMillis: 500));
        await ring.UntilAsync(state => state.Jobs.Single().Progress.IsFinished);
        await ring.DeleteAsync(A.Deployment().Key);
        await ring.RunAsync(10);

        Assert.Empty(withoutIntent);
        Assert.True(checkedCalls >= 28, $"Only {checkedCalls} calls were checked.");

        void Check(HostCall call)
        {
            if (call.Pod is null)
                return;
            checkedCalls++;
            var intent = call.Verb == "create" ? HostState.CreateIntended : HostState.DeleteIntended;
            if (LastCommitted(call)?.HostState != intent)
                withoutIntent.Add(call);
        }

        Pod? LastCommitted(HostCall call) => ring.Store.Inner.Commits.SelectMany(commit => commit.Changes).OfType<Change.Put>()
            .Select(put => put.Object).OfType<Pod>().LastOrDefault(pod => pod.Uid == call.Pod);
    }

    [Fact]
    public async Task Invariant1_IntentBeforeCall_StoreDown_NothingIsCalledUntilItIsBack()
    {
        await using var ring = new Ring();
        var host = ring.AddHost(A.VmNode());
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod("before"));
        await ring.RunAsync(5);
        ring.Store.IsDown = true;

        var refused = ring.Mutate(new Change.Put(A.Pod("during")));
        var deletion = ring.Mutate(new Change.Put(Ending((await ring.PodsAsync()).Single())));
        await ring.RunAsync(30);

        Assert.Equal(1, host.Calls.Count(call => call.Pod is not null));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => refused);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => deletion);
    }

    private static Pod Ending(Pod pod) => pod with { Metadata = pod.Metadata with { DeletionRequestedAt = A.Start } };
}
