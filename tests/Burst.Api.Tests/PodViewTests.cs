using System.Collections.Immutable;
using Burst.Api.Kinds;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Pods;

namespace Burst.Api.Tests;

public sealed class PodViewTests
{
    [Theory]
    [InlineData(ContainerState.Running, ContainerState.Running, "2/2", "Running")]
    [InlineData(ContainerState.Running, ContainerState.Waiting, "1/2", "ContainerCreating")]
    [InlineData(ContainerState.Waiting, ContainerState.Terminated, "0/2", "ContainerCreating")]
    [InlineData(ContainerState.Running, ContainerState.Terminated, "1/2", "Running")]
    [InlineData(ContainerState.Running, null, "1/2", "ContainerCreating")]
    public void Table_SaysRunning_OnlyWhenEveryContainerHasStarted(ContainerState first, ContainerState? second, string ready, string status)
    {
        var cells = new PodView(PodOf(first, second)).Cells(DateTimeOffset.UnixEpoch);

        Assert.Equal((ready, status), ((string?)cells[1], (string?)cells[2]));
    }

    private static Pod PodOf(params ImmutableArray<ContainerState?> states) => new()
    {
        Metadata = new ObjectMeta { Name = "two", Namespace = "default", CreatedAt = DateTimeOffset.UnixEpoch },
        Spec = new PodSpec { Containers = [.. states.Select((_, index) => new ContainerSpec { Name = $"c{index}", Image = "nginx" })] },
        Phase = PodPhase.Running,
        Containers = [.. states.Select((state, index) => (state, index)).Where(seen => seen.state is not null)
            .Select(seen => new ContainerStatus { Name = $"c{seen.index}", State = seen.state!.Value })],
    };
}
