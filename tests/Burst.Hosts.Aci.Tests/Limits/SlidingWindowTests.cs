using Burst.Hosts.Aci.Limits;

namespace Burst.Hosts.Aci.Tests.Limits;

public sealed class SlidingWindowTests
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    /// <summary>Whenever requests arrive between sending and reply, no span of five minutes at the service has more than the limit.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Permits_OfAnySequence_KeepToTheLimitAtTheService(int seed)
    {
        var random = new Random(seed);
        var window = new SlidingWindow(10, Length);
        var underWay = new PriorityQueue<double, double>();
        var arrivals = new List<double>();
        for (var now = 0.0; now < 3600; now += random.NextDouble() * 3)
        {
            while (underWay.TryPeek(out _, out var reply) && reply <= now)
            {
                underWay.Dequeue();
                window.Settle(null, TimeSpan.FromSeconds(reply));
            }

            if (window.WaitFor(TimeSpan.FromSeconds(now)) > TimeSpan.Zero)
                continue;
            window.Take();
            var there = random.NextDouble() * 20;
            arrivals.Add(now + there);
            underWay.Enqueue(0, now + there + (random.NextDouble() * 20));
        }

        arrivals.Sort();
        Assert.True(arrivals.Count > 100);
        for (var i = 10; i < arrivals.Count; i++)
            Assert.True(arrivals[i] - arrivals[i - 10] >= Length.TotalSeconds, $"11 within {arrivals[i] - arrivals[i - 10]} s");
    }

    [Fact]
    public void HeaderBelowTheModel_CountsWhatOthersHaveSent_ForAsLongAsTheWindow()
    {
        var window = new SlidingWindow(10, Length);
        window.Take();
        window.Settle(left: 0, TimeSpan.Zero);

        Assert.Equal(Length, window.WaitFor(TimeSpan.Zero));
        Assert.Equal(TimeSpan.Zero, window.WaitFor(Length));
    }

    [Fact]
    public void HeaderBelowTheModel_OfALongWindow_IsBelievedForFiveMinutesOnly()
    {
        var window = new SlidingWindow(300, TimeSpan.FromHours(1));
        window.Take();
        window.Settle(left: 0, TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromMinutes(5), window.WaitFor(TimeSpan.Zero));
        Assert.Equal(TimeSpan.Zero, window.WaitFor(TimeSpan.FromMinutes(5)));
    }

    [Fact]
    public void HeaderOfARaisedLimit_RaisesNothing()
    {
        var window = new SlidingWindow(1, Length);
        window.Take();
        window.Settle(left: 899, TimeSpan.Zero);

        Assert.Equal(Length, window.WaitFor(TimeSpan.Zero));
    }

    [Fact]
    public void Refused_DoesNotCount()
    {
        var window = new SlidingWindow(1, Length);
        window.Take();
        Assert.NotEqual(TimeSpan.Zero, window.WaitFor(TimeSpan.Zero));
        window.Return();

        Assert.Equal(TimeSpan.Zero, window.WaitFor(TimeSpan.Zero));
    }
}
