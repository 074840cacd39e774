using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Applying;

/// <summary>A ConfigMap or Secret that is changed while the outcome of a create is not known: no second create with other values is sent.</summary>
public class ContentChangeTests
{
    [Fact]
    public async Task WhatTheFirstCreateMade_IsTaken_WithItsValues()
    {
        await using var ring = new Ring();
        var host = await StartAsync(ring, CreateFate.UnknownAfterEffect, Reader());

        await ring.ApplyAsync(Token("new", 2));
        await ring.RunAsync(20);

        var pod = Assert.Single(await ring.PodsAsync());
        Assert.Equal((Reader().Uid, PodPhase.Running), (pod.Uid, pod.Phase));
        Assert.Equal("old", ValueIn(Assert.Single(host.Launches)));
        Assert.DoesNotContain(host.Calls, call => call.Verb == "delete");
    }

    [Fact]
    public async Task DeclaredPodThatIsNotThere_StartsOverUnderAnotherUid_WithTheNewValues()
    {
        await using var ring = new Ring();
        var host = await StartAsync(ring, CreateFate.UnknownBeforeEffect, Reader());

        await ring.ApplyAsync(Token("new", 2));
        await ring.RunAsync(20);

        var pod = Assert.Single(await ring.PodsAsync());
        Assert.NotEqual(Reader().Uid, pod.Uid);
        Assert.Equal((Reader().Key, PodPhase.Running), (pod.Key, pod.Phase));
        Assert.Equal("new", ValueIn(Assert.Single(host.Launches)));
        Assert.Contains(host.Calls, call => call.Verb == "delete" && call.Pod == Reader().Uid);
        Assert.NotNull((await ring.LedgerAsync()).Single(record => record.Pod == Reader().Uid).EndedAt);
        Assert.Contains(await ring.EventsAsync(), item => item.Reason == "ContentChanged");
    }

    [Fact]
    public async Task PodOfAJob_IsReplaced_AndTheJobFinishesWithoutAFailure()
    {
        await using var ring = new Ring();
        var job = A.Job(completions: 1);
        var host = await StartAsync(ring, CreateFate.UnknownBeforeEffect, job with { Template = job.Template with { Spec = Reader().Spec } });
        host.Runs = _ => PodRun.For(3);

        await ring.ApplyAsync(Token("new", 2));
        await ring.UntilAsync(state => state.Jobs.Single().Progress.IsFinished);

        Assert.Equal((1, 0), await ring.ReadAsync(state => (state.Jobs.Single().Progress.Succeeded, state.Jobs.Single().Progress.Failed)));
        Assert.Single(host.Started);
    }

    [Fact]
    public async Task AfterARestart_TheValuesOfThePlacementStillCount()
    {
        await using var ring = new Ring();
        var host = await StartAsync(ring, CreateFate.UnknownBeforeEffect, Reader());
        await ring.ApplyAsync(Token("new", 2));
        await ring.RestartAsync();

        await ring.RunAsync(20);

        Assert.Equal("new", ValueIn(Assert.Single(host.Launches)));
        Assert.NotEqual(Reader().Uid, Assert.Single(host.Started));
    }

    [Fact]
    public async Task ConfigMapThatWasRemoved_IsWaitedForByAPodThatStartedOver()
    {
        await using var ring = new Ring();
        var host = await StartAsync(ring, CreateFate.UnknownBeforeEffect, Reader());

        await ring.ChangeAsync(new Change.Remove(Token("", 1).Key));
        await ring.RunAsync(20);
        Assert.Contains("settings", Assert.Single(await ring.PodsAsync()).Message, StringComparison.Ordinal);
        Assert.Empty(host.Pods);

        await ring.ApplyAsync(Token("back", 1) with { Metadata = Token("", 1).Metadata with { Uid = A.UidOf("another") } });
        await ring.RunAsync(10);
        Assert.Equal("back", ValueIn(Assert.Single(host.Launches)));
    }

    [Fact]
    public async Task ChangeOfLabelsOnly_IsNoChangeOfContent()
    {
        await using var ring = new Ring();
        var host = await StartAsync(ring, CreateFate.UnknownBeforeEffect, Reader());

        await ring.ApplyAsync(Token("old", 1) with { Metadata = Token("", 1).Metadata with { Labels = A.Map("team=a") } });
        await ring.RunAsync(20);

        Assert.Equal(Reader().Uid, Assert.Single(host.Started));
    }

    private static async Task<FakePodHost> StartAsync(Ring ring, CreateFate first, ClusterObject reader)
    {
        var host = ring.AddHost(A.VmNode());
        host.NextCreates(first);
        await ring.StartAsync();
        await ring.ApplyAsync(Token("old", 1));
        await ring.ApplyAsync(reader);
        await ring.UntilAsync(state => state.Pods.Any(pod => pod.HostAttempts == 1), 5);
        return host;
    }

    private static ConfigMap Token(string value, long generation)
    {
        var map = A.ConfigMap("settings", $"token={value}");
        return map with { Metadata = map.Metadata with { Generation = generation } };
    }

    private static Pod Reader() => A.Pod("reader", spec: A.Spec(envFrom: [new EnvFrom(ObjectKind.ConfigMap, "settings", "", false)]));

    private static string ValueIn(PodLaunch launch) => launch.Environment.Values.Single().Single(variable => variable.Name == "token").Value;
}
