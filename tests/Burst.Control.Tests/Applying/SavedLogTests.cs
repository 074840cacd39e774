using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Timing;
using Burst.Testing.Builders;
using Burst.Testing.Hosts;

namespace Burst.Control.Tests.Applying;

public class SavedLogTests
{
    private readonly KeptLogs kept = new();
    private WritingHost writing = null!;

    [Fact]
    public async Task Log_OfAPodThatIsDeleted_IsSavedBeforeTheDeleteIsSent()
    {
        await using var ring = NewRing(out var host);
        var savedBefore = new List<bool>();
        host.Called += call => savedBefore.AddRange(call.Verb == "delete" ? [kept.Logs.Count > 0] : []);
        var pod = await RunAsync(ring, seconds: 10);

        await EndAsync(ring);

        Assert.Equal(["one", "two"], kept.Logs[(pod, "main")].Select(line => line.Text));
        Assert.Equal([true], savedBefore);
        Assert.DoesNotContain(await ring.EventsAsync(), item => item.Reason == "LogNotSaved");
    }

    [Fact]
    public async Task Log_OfAPodThatWasNotSeenToRunYet_IsSavedToo()
    {
        await using var ring = NewRing(out var host);
        host.ListFailures = int.MaxValue;
        var pod = await RunAsync(ring, seconds: 1);

        await EndAsync(ring);

        Assert.True(kept.Has(pod, "main"));
    }

    [Fact]
    public async Task PodThatNeverRan_LeavesNoEmptyLog()
    {
        await using var ring = NewRing(out var host);
        host.ListFailures = int.MaxValue;
        writing.Lines = [];
        await RunAsync(ring, seconds: 1);

        await EndAsync(ring);

        Assert.Single(writing.Reads);
        Assert.Empty(kept.Logs);
    }

    [Fact]
    public async Task ReadThatBreaksOff_IsToldInTheLogAndOnThePod_AndTheDeleteGoesOn()
    {
        await using var ring = NewRing(out var host);
        writing.Then = _ => throw new PodHostUnavailableException("throttled");
        var pod = await RunAsync(ring, seconds: 10);

        await EndAsync(ring);

        var saved = kept.Logs[(pod, "main")];
        Assert.Equal(["one", "two"], saved.Where(line => !line.IsRemark).Select(line => line.Text));
        Assert.Contains("throttled", Assert.Single(saved, line => line.IsRemark).Text);
        Assert.Contains("throttled", Assert.Single(await ring.EventsAsync(), item => item.Reason == "LogNotSaved").Message);
        Assert.Empty(host.Pods);
    }

    [Fact]
    public async Task ReadThatNeverEnds_HoldsUpTheDeleteForFifteenSeconds_AndWhatWasReadIsSaved()
    {
        await using var ring = NewRing(out var host);
        writing.Then = cancellation => Wait.ForAsync(TimeSpan.FromDays(1), ring.Time, cancellation);
        var pod = await RunAsync(ring, seconds: 10);

        await ring.DeleteAsync(A.Pod().Key);
        await ring.RunAsync(14);
        Assert.Single(host.Pods);
        await ring.RunAsync(2);

        Assert.Empty(host.Pods);
        Assert.Contains("no time left", Assert.Single(kept.Logs[(pod, "main")], line => line.IsRemark).Text);
        Assert.Contains(await ring.EventsAsync(), item => item.Reason == "LogNotSaved");
    }

    [Fact]
    public async Task FullDisk_IsTold_AndTheDeleteGoesOn()
    {
        await using var ring = NewRing(out var host);
        kept.IsFull = true;
        await RunAsync(ring, seconds: 10);

        await EndAsync(ring);

        Assert.Empty(host.Pods);
        Assert.Contains("No space left", Assert.Single(await ring.EventsAsync(), item => item.Reason == "LogNotSaved").Message);
    }

    [Fact]
    public async Task Log_OfWhatNoIntentClaims_IsSavedBeforeItIsEnded()
    {
        await using var ring = NewRing(out var host);
        await ring.StartAsync();
        host.Plant(Launches.Of(A.Pod().Spec));

        await ring.RunAsync(10);

        Assert.Empty(host.Pods);
        Assert.Equal(["one", "two"], Assert.Single(kept.Logs).Value.Select(line => line.Text));
    }

    private Ring NewRing(out FakePodHost host)
    {
        var ring = new Ring { Archive = kept, Between = _ => writing };
        host = ring.AddHost(A.VmNode());
        writing = new WritingHost(host);
        return ring;
    }

    private static async Task<PodUid> RunAsync(Ring ring, double seconds)
    {
        await ring.StartAsync();
        await ring.ApplyAsync(A.Pod());
        await ring.RunAsync(seconds);
        return Assert.Single(ring.Hosts[0].Pods);
    }

    private static async Task EndAsync(Ring ring)
    {
        await ring.DeleteAsync(A.Pod().Key);
        await ring.UntilAsync(state => state.Pods.Count == 0, 30);
    }
}
