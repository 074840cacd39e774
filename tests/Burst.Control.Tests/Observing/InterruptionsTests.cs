using Burst.Control.Observing;
using Burst.Core.Pods;

namespace Burst.Control.Tests.Observing;

public class InterruptionsTests
{
    [Fact]
    public void Restarts_AreTheirsWhoEndedTheRunBefore()
    {
        var first = Seen([], restarts: 1, wasInterrupted: true);
        Assert.Equal(1, first.InterruptionCount);

        var again = Seen([first], restarts: 1, wasInterrupted: true);
        Assert.Equal(1, again.InterruptionCount);

        var failed = Seen([again], restarts: 2, wasInterrupted: false);
        Assert.Equal(1, failed.InterruptionCount);

        Assert.Equal(2, Seen([failed], restarts: 3, wasInterrupted: true).InterruptionCount);
    }

    [Fact]
    public void RestartsBetweenTwoLooks_OfWhichTheLastWasThePlatforms_AreItsDoing()
    {
        Assert.Equal(2, Seen([], restarts: 2, wasInterrupted: true).InterruptionCount);

        var failed = Seen([], restarts: 1, wasInterrupted: false);
        Assert.Equal(2, Seen([failed], restarts: 3, wasInterrupted: true).InterruptionCount);
    }

    [Fact]
    public void CountThatFell_IsOfAnotherGroup() =>
        Assert.Equal(0, Seen([Seen([], restarts: 3, wasInterrupted: true)], restarts: 0, wasInterrupted: false).InterruptionCount);

    private static ContainerStatus Seen(ContainerStatus[] before, int restarts, bool wasInterrupted) => Interruptions.Carry(
        [.. before],
        [new ContainerStatus { Name = "main", State = ContainerState.Running, RestartCount = restarts, WasInterrupted = wasInterrupted }]).Single();
}
