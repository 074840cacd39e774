using Burst.Core.Ids;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Pods;
using Burst.Testing.Storage;

namespace Burst.Hosts.Docker.Tests;

public sealed class LostPartsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PodUid Uid = PodUid.Parse("00000000-0000-0000-0000-000000000001");

    private readonly SettableClock clock = new(Start);
    private readonly LostParts parts;

    public LostPartsTests() => parts = new LostParts(clock);

    [Fact]
    public void PodThatWasWhole_IsLost_WhenTwoListsHaveMissedAPart()
    {
        Assert.Empty(Find(Pod(1)));
        Assert.Empty(Find(Pod(0)));
        Assert.Equal([Uid], Find(Pod(0)));
    }

    [Fact]
    public void PodWhoseHolderIsGone_IsLost()
    {
        Assert.Empty(Find(Pod(1)));
        Assert.Empty(Find(Pod(1) with { Holder = null }));
        Assert.Equal([Uid], Find(Pod(1) with { Holder = null }));
    }

    [Fact]
    public void PodThatIsWholeAgain_WasOnlySeenWhileItChanged()
    {
        Assert.Empty(Find(Pod(1)));
        Assert.Empty(Find(Pod(0)));
        Assert.Empty(Find(Pod(1)));
        Assert.Empty(Find(Pod(0)));
    }

    [Fact]
    public void PodThatIsBeingMadeOrRemoved_IsNotLost()
    {
        Assert.Empty(Find(Pod(1)));
        for (var list = 0; list < 5; list++)
            Assert.Empty(parts.Find([Pod(0)], _ => true));
    }

    [Fact]
    public void PodThatWasNeverSeenWhole_HasTimeToBeMade()
    {
        Assert.Empty(Find(Pod(0)));
        clock.Now = Start + LostParts.MakingMax - TimeSpan.FromSeconds(1);
        Assert.Empty(Find(Pod(0)));
        clock.Now = Start + LostParts.MakingMax;
        Assert.Equal([Uid], Find(Pod(0)));
    }

    private IReadOnlySet<PodUid> Find(EnginePod pod) => parts.Find([pod], _ => false);

    /// <param name="mains">Of the one that it should have.</param>
    private static EnginePod Pod(int mains) =>
        new(Uid, Container(ContainerRole.Holder) with { Containers = 1 }, [], [.. Enumerable.Repeat(Container(ContainerRole.Main), mains)]);

    private static EngineContainer Container(ContainerRole role) => new()
    {
        Id = $"{role}",
        Name = role == ContainerRole.Holder ? "" : "main",
        Role = role,
        Index = 0,
        CreatedAt = Start,
        IsRunning = true,
        IsRestarting = false,
        RestartPolicy = "always",
        ExitCode = 0,
        StartedAt = Start,
    };
}
