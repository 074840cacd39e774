using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Storage;
using Xunit;

namespace Burst.Testing.Storage;

public abstract partial class StateStoreContract
{
    [Fact]
    public async Task Load_OfANewStore_IsEmpty()
    {
        var state = await Store.LoadAsync(Never);

        Assert.Equal(0, state.ResourceVersion);
        Assert.Empty(state.Objects);
        Assert.Empty(state.OpenUsage);
        Assert.Empty(state.Settings);
    }

    [Fact]
    public async Task Load_AfterACommit_ReturnsWhatWasCommitted()
    {
        ClusterObject[] objects = [Stored.Pod("a"), Stored.ConfigMap("settings", "1"), Stored.Secret("db", "c2VjcmV0"), Stored.Pod("b", 2)];

        var version = await CommitAsync(Stored.Put(objects));

        var state = await Store.LoadAsync(Never);
        Assert.Equal(version, state.ResourceVersion);
        Assert.Equal(
            objects.OrderBy(item => item.Key).Select(item => Json(Versioned(item, version))),
            state.Objects.Select(Json));
    }

    [Fact]
    public async Task Commit_StampsOnlyChangedObjects_WithAVersionThatGrows()
    {
        var first = await CommitAsync(Stored.Put(Stored.Pod("a"), Stored.Pod("b", 2)));
        var second = await CommitAsync(Stored.Put(Stored.Pod("b", 2)));
        var third = await CommitAsync(new StateCommit { Events = [Stored.Event("a")] });

        Assert.True(first > 0 && second > first && third > second);
        var state = await Store.LoadAsync(Never);
        Assert.Equal(third, state.ResourceVersion);
        Assert.Equal([first, second], state.Objects.Select(item => item.Metadata.ResourceVersion));
    }

    [Fact]
    public async Task Commit_ThatExpectsTheVersionTheStoreIsAt_IsWritten()
    {
        var first = await CommitAsync(Stored.Put(Stored.Pod("a")) with { ExpectedVersion = 0 });
        await CommitAsync(Stored.Put(Stored.Pod("b", 2)) with { ExpectedVersion = first });

        Assert.Equal(2, (await Store.LoadAsync(Never)).Objects.Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Commit_ThatExpectsAnotherVersion_WritesNothing_AndTheStoreGoesOn(int off)
    {
        var first = await CommitAsync(Stored.Put(Stored.Pod("a")));

        await Assert.ThrowsAsync<StaleCommitException>(
            () => CommitAsync(Stored.Put(Stored.Pod("b", 2)) with { Events = [Stored.Event("b")], ExpectedVersion = first + off }));

        var state = await Store.LoadAsync(Never);
        Assert.Equal((first, 1), (state.ResourceVersion, state.Objects.Count));
        Assert.Empty(await Store.ReadEventsAsync(new EventQuery(), Never));
        await CommitAsync(Stored.Put(Stored.Pod("b", 2)) with { ExpectedVersion = first });
    }

    [Fact]
    public async Task Put_UnderAnExistingKey_Replaces()
    {
        await CommitAsync(Stored.Put(Stored.Pod("a", 1, "burst/sleep")));
        await CommitAsync(Stored.Put(Stored.Pod("a", 2, "burst/echo")));

        var pod = Assert.IsType<Core.Pods.Pod>(Assert.Single(await ObjectsAsync()));
        Assert.Equal("burst/echo", pod.Spec.Containers[0].Image);
        Assert.Equal(Stored.Uid(2), pod.Uid);
    }

    /// <summary>A large commit may be written another way than a small one.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task OfSeveralChangesOfOneObject_TheLastHolds(int others)
    {
        await CommitAsync(Stored.Put(Stored.Pod("goes", 1), Stored.Pod("returns", 2)));
        List<Change> changes =
        [
            new Change.Put(Stored.Pod("made", 3, "burst/sleep")), new Change.Put(Stored.Pod("goes", 1, "burst/echo")), new Change.Remove(Stored.Pod("returns", 2).Key),
            .. Enumerable.Range(0, others).Select(index => new Change.Put(Stored.ConfigMap($"other-{index}", $"{index}"))),
            new Change.Put(Stored.Pod("made", 3, "burst/echo")), new Change.Remove(Stored.Pod("goes", 1).Key), new Change.Put(Stored.Pod("returns", 4)),
        ];

        var version = await CommitAsync(new StateCommit { Changes = changes });

        var objects = await ObjectsAsync();
        var pods = objects.OfType<Core.Pods.Pod>().ToList();
        Assert.Equal([("made", Stored.Uid(3), version), ("returns", Stored.Uid(4), version)], pods.Select(pod => (pod.Metadata.Name, pod.Uid, pod.Metadata.ResourceVersion)));
        Assert.Equal("burst/echo", pods[0].Spec.Containers[0].Image);
        Assert.Equal(
            Enumerable.Range(0, others).Select(index => ($"other-{index}", $"{index}")).OrderBy(entry => entry.Item1, StringComparer.Ordinal),
            objects.OfType<ConfigMap>().Select(map => (map.Metadata.Name, map.Data.Values.Single())));
    }

    [Fact]
    public async Task Put_OfTheSameNameInAnotherKindOrNamespace_IsAnotherObject()
    {
        var pod = Stored.Pod("a");
        var elsewhere = pod with { Metadata = pod.Metadata with { Namespace = "other" } };

        await CommitAsync(Stored.Put(pod, elsewhere, Stored.ConfigMap("a", "1"), Stored.Secret("a", "eA==")));

        Assert.Equal(4, (await ObjectsAsync()).Count);
    }

    [Fact]
    public async Task Remove_TakesTheObjectAway_AndMissesNothing()
    {
        await CommitAsync(Stored.Put(Stored.Pod("a"), Stored.Pod("b", 2)));

        await CommitAsync(Stored.Changes(
            new Change.Remove(new ObjectKey(ObjectKind.Pod, "default", "a")),
            new Change.Remove(new ObjectKey(ObjectKind.Pod, "default", "never-there"))));

        Assert.Equal("b", Assert.Single(await ObjectsAsync()).Metadata.Name);
    }

    [Fact]
    public async Task Changes_OfOneCommit_AreAppliedInOrder()
    {
        var key = new ObjectKey(ObjectKind.Pod, "default", "a");

        await CommitAsync(Stored.Changes(
            new Change.Put(Stored.Pod("a", 1)), new Change.Remove(key), new Change.Put(Stored.Pod("a", 2)),
            new Change.Put(Stored.Pod("b", 3)), new Change.Remove(key with { Name = "b" })));

        Assert.Equal(Stored.Uid(2).Value, Assert.Single(await ObjectsAsync()).Metadata.Uid);
    }

    [Fact]
    public async Task PutSetting_CreatesReplacesAndRemoves()
    {
        await CommitAsync(Stored.Changes(
            new Change.PutSetting(ClusterSettings.Paused, "false"), new Change.PutSetting(ClusterSettings.ClusterId, "one")));
        await CommitAsync(Stored.Changes(
            new Change.PutSetting(ClusterSettings.Paused, "true"), new Change.PutSetting(ClusterSettings.ClusterId, null)));

        var setting = Assert.Single((await Store.LoadAsync(Never)).Settings);
        Assert.Equal((ClusterSettings.Paused, "true"), (setting.Key, setting.Value));
    }

    [Fact]
    public async Task Load_OfUsage_ReturnsOnlyWhatGoesOn_ByStart()
    {
        var noon = Stored.Noon;
        await CommitAsync(Stored.Usage(
            Stored.Usage("pod/late", noon),
            Stored.Usage("pod/early", noon.AddMinutes(-5)),
            Stored.Usage("pod/over", noon.AddHours(-1), noon)));
        await CommitAsync(Stored.Usage(Stored.Usage("pod/late", noon, noon.AddSeconds(1)), Stored.Usage("pod/next", noon.AddSeconds(1))));

        var open = (await Store.LoadAsync(Never)).OpenUsage;

        Assert.Equal([Stored.Usage("pod/early", noon.AddMinutes(-5)), Stored.Usage("pod/next", noon.AddSeconds(1))], open);
    }

    [Fact]
    public async Task Commit_ThatIsCanceledBefore_ChangesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.CommitAsync(Stored.Put(Stored.Pod("a")), Token, new CancellationToken(canceled: true)));

        Assert.Empty(await ObjectsAsync());
    }

    [Fact]
    public async Task Load_BesideCommits_SeesEachCommitWholeOrNotAtAll()
    {
        const int Rounds = 200;
        await CommitAsync(Stored.Put(Stored.ConfigMap("left", "0"), Stored.ConfigMap("right", "0")));
        var writing = Task.Run(async () =>
        {
            for (var round = 1; round <= Rounds; round++)
                await CommitAsync(Stored.Put(Stored.ConfigMap("left", $"{round}"), Stored.ConfigMap("right", $"{round}")));
        });
        var reading = Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            while (!writing.IsCompleted)
            {
                var values = (await ObjectsAsync()).Cast<ConfigMap>().Select(map => map.Data["value"]).ToList();
                Assert.Equal(2, values.Count);
                Assert.Equal(values[0], values[1]);
            }
        }));

        await Task.WhenAll(reading.Append(writing));

        Assert.All(await ObjectsAsync(), item => Assert.Equal($"{Rounds}", ((ConfigMap)item).Data["value"]));
    }
}
