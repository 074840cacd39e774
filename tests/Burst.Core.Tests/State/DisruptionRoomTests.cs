using System.Collections.Immutable;
using Burst.Core.Pods;
using Burst.Core.Policies;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Testing.Builders;

namespace Burst.Core.Tests.State;

public class DisruptionRoomTests
{
    [Theory]
    [InlineData(4, 4, "2", null, 2)]
    [InlineData(4, 3, "2", null, 1)]
    [InlineData(4, 1, "2", null, 0)]
    [InlineData(4, 4, null, "1", 1)]
    [InlineData(4, 3, null, "1", 0)]
    [InlineData(3, 3, "50%", null, 1)]
    [InlineData(3, 3, null, "10%", 1)]
    [InlineData(3, 3, null, "0%", 0)]
    [InlineData(3, 3, "0", null, 3)]
    public void Allowed_IsWhatIsReady_BeyondWhatMustStay_OfAllThatThereShouldBe(int replicas, int ready, string? least, string? most, int allowed)
    {
        var state = new ClusterState();
        var web = A.Deployment(replicas: replicas);
        state.Apply(new Change.Put(web));
        for (var i = 0; i < ready; i++)
            state.Apply(new Change.Put(Ready($"web-{i}") with { Owner = web.Key }));
        state.Apply(new Change.Put(Ready("leaving") with { Owner = web.Key, Metadata = A.Meta("leaving", labels: "app=web") with { DeletionRequestedAt = A.Start } }));
        state.Apply(new Change.Put(Ready("other") with { Metadata = A.Meta("other", labels: "app=db") }));

        var room = DisruptionRoom.Of(state, Budget(least, most));

        Assert.Equal((replicas, ready, allowed), (room.Expected, room.Healthy, room.Allowed));
    }

    [Fact]
    public void Selector_ThatIsEmpty_SelectsItsNamespace()
    {
        var all = Budget("1", null) with { Selector = ImmutableSortedDictionary<string, string>.Empty };

        Assert.True(all.Selects(A.Meta("a", labels: "app=db")));
        Assert.False(all.Selects(A.Meta("a", "elsewhere")));
        Assert.False(Budget("1", null).Selects(A.Meta("a", labels: "app=db")));
    }

    private static Pod Ready(string name)
    {
        var pod = A.Pod(name);
        return pod with
        {
            Metadata = A.Meta(name, labels: "app=web"),
            Phase = PodPhase.Running,
            Containers = [.. pod.Spec.Containers.Select(container => new ContainerStatus { Name = container.Name, State = ContainerState.Running })],
        };
    }

    private static PodDisruptionBudget Budget(string? least, string? most) => new()
    {
        Metadata = A.Meta("web"), MinAvailable = Parse(least), MaxUnavailable = Parse(most), Selector = ImmutableSortedDictionary<string, string>.Empty.Add("app", "web"),
    };

    private static DisruptionAmount? Parse(string? text) => text is null ? null : new DisruptionAmount(int.Parse(text.TrimEnd('%')), text.EndsWith('%'));
}
