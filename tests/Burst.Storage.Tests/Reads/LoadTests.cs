using System.Collections.Immutable;
using Burst.Core.Pods;
using Burst.Core.Storage;
using Burst.Testing.Storage;
using Dapper;

namespace Burst.Storage.Tests.Reads;

/// <summary>The state as it is read when a control plane starts.</summary>
public sealed class LoadTests : StoreTest
{
    private const int Pods = 3000;

    /// <summary>What is kept by template would otherwise be made for each pod.</summary>
    [Fact]
    public async Task PodsOfOneTemplate_ShareItsSpecAndLabels()
    {
        await using var store = await FilledAsync();

        var pods = (await store.LoadAsync(Never)).Objects.Cast<Pod>().ToList();

        Assert.Equal(Pods, pods.Count);
        Assert.Equal(2, pods.Select(pod => pod.Spec).Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Equal(2, pods.Select(pod => pod.Metadata.Labels).Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.All(pods, pod => Assert.Equal((pod.Spec.Containers[0].Image, 1), ($"burst/{pod.Metadata.Labels["app"]}", pod.Metadata.ResourceVersion)));
    }

    [Fact]
    public async Task ObjectsAndUsage_AreInTheirOrder()
    {
        await using var store = await FilledAsync();

        var state = await store.LoadAsync(Never);

        Assert.Equal(state.Objects.Select(item => item.Key).Order(), state.Objects.Select(item => item.Key));
        Assert.Equal(Enumerable.Range(0, Pods).Select(number => $"pod/{Pods - 1 - number}"), state.OpenUsage.Select(record => record.Id));
    }

    [Fact]
    public async Task OneRowThatCannotBeRead_IsNamed()
    {
        await using var store = await FilledAsync();
        store.Writer.Execute("UPDATE objects SET json = '{' WHERE name = 'pod-1234'");

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => store.LoadAsync(Never));

        Assert.Contains("Pod default/pod-1234", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Pods of two templates in turn, each with usage that began before that of the one before it.</summary>
    private async Task<SqliteStateStore> FilledAsync()
    {
        var store = await OpenAsync();
        var changes = Enumerable.Range(0, Pods).SelectMany(number => (IEnumerable<Change>)
        [
            new Change.Put(PodOf(number)), new Change.PutUsage(Stored.Usage($"pod/{number}", Stored.Noon.AddSeconds(-number))),
        ]);
        await store.CommitAsync(new StateCommit { Changes = [.. changes] }, await store.AcquireLeaseAsync("load", Never), Never);
        return store;
    }

    private static Pod PodOf(int number)
    {
        var template = number % 2 == 0 ? "even" : "odd";
        var pod = Stored.Pod($"pod-{number}", number, $"burst/{template}");
        return pod with { Metadata = pod.Metadata with { Labels = ImmutableSortedDictionary<string, string>.Empty.Add("app", template) } };
    }
}
