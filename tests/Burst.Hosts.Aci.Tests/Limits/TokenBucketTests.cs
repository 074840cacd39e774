using Burst.Hosts.Aci.Limits;

namespace Burst.Hosts.Aci.Tests.Limits;

public sealed class TokenBucketTests
{
    private static readonly BucketRate Rate = new(200, TimeSpan.FromMilliseconds(100));

    /// <summary>Requests are as long under way as they like, and arrive at any time between their sending and their reply.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    public void Permits_OfAnySequence_AreNeverRefusedByTheService(int seed, bool saysWhatIsLeft)
    {
        var random = new Random(seed);
        var service = ReferenceBucket.Of(Rate);
        var bucket = new TokenBucket(Rate, Rate.Burst * random.Next(0, 101) / 100, TimeSpan.Zero);
        var events = new PriorityQueue<Action<double>, double>();
        var sent = 0;
        events.Enqueue(Try, 0);
        while (events.TryDequeue(out var happens, out var at) && at < 300)
            happens(at);

        Assert.Equal(0, service.Refused);
        Assert.InRange(sent, 300, 200 + (300 * 10));

        void Try(double now)
        {
            var time = TimeSpan.FromSeconds(now);
            if (bucket.WaitFor(1, time) is { Ticks: > 0 } wait)
            {
                events.Enqueue(Try, now + wait.TotalSeconds);
                return;
            }

            sent++;
            var ticket = bucket.Take(time);
            var there = random.NextDouble() * 0.8;
            var left = 0;
            events.Enqueue(arrived => left = service.Arrive(arrived), now + there);
            events.Enqueue(
                answered => bucket.Settle(ticket, saysWhatIsLeft ? left : null, TimeSpan.FromSeconds(answered)),
                now + there + (random.NextDouble() * 0.8));
            events.Enqueue(Try, now + (random.Next(50) == 0 ? random.Next(40) : random.NextDouble() * 0.05));
        }
    }

    /// <summary>200 at once and 10 a second after: what is kept back for the time that requests are under way costs less than a second.</summary>
    [Fact]
    public void FiveHundredAsFastAsPermitted_AreOutIn31Seconds()
    {
        var bucket = new TokenBucket(Rate, 200, TimeSpan.Zero);
        var (now, sent) = (TimeSpan.Zero, 0);
        var underWay = new Queue<(BucketTicket Ticket, TimeSpan ReplyAt)>();
        for (; sent < 500; now += TimeSpan.FromMilliseconds(1))
        {
            while (underWay.TryPeek(out var first) && first.ReplyAt <= now)
                bucket.Settle(underWay.Dequeue().Ticket, null, now);
            while (sent < 500 && underWay.Count < 12 && bucket.WaitFor(1, now) == TimeSpan.Zero)
            {
                underWay.Enqueue((bucket.Take(now), now + TimeSpan.FromMilliseconds(300)));
                sent++;
            }
        }

        Assert.InRange(now, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(31));
    }

    [Fact]
    public void ClockThatStandsStillOrGoesBack_GivesNothing()
    {
        var bucket = new TokenBucket(Rate, 1, TimeSpan.FromHours(1));
        bucket.Settle(bucket.Take(TimeSpan.FromHours(1)), null, TimeSpan.FromHours(1));

        Assert.Equal(Rate.Every, bucket.WaitFor(1, TimeSpan.FromHours(1)));
        Assert.Equal(Rate.Every, bucket.WaitFor(1, TimeSpan.FromMinutes(1)));
        Assert.Equal(TimeSpan.Zero, bucket.WaitFor(1, TimeSpan.FromHours(1) + Rate.Every));
    }

    [Fact]
    public void HeaderBelowTheModel_LowersIt()
    {
        var bucket = new TokenBucket(Rate, 200, TimeSpan.Zero);
        bucket.Settle(bucket.Take(TimeSpan.Zero), left: 3, TimeSpan.FromMilliseconds(50));

        Assert.Equal(3, bucket.Left(TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public void HeaderAboveTheModel_RaisesItNoFurtherThanTheBucket()
    {
        var bucket = new TokenBucket(Rate, 20, TimeSpan.Zero);
        bucket.Settle(bucket.Take(TimeSpan.Zero), left: 199, TimeSpan.FromMilliseconds(50));
        Assert.Equal(199, bucket.Left(TimeSpan.FromMilliseconds(50)));

        // The old hourly counters speak of something else.
        bucket.Settle(bucket.Take(TimeSpan.FromMilliseconds(50)), left: 1199, TimeSpan.FromMilliseconds(60));
        Assert.Equal(198, bucket.Left(TimeSpan.FromMilliseconds(60)));
    }

    [Fact]
    public void WhatIsUnderWay_MayNotBeInTheHeader()
    {
        var bucket = new TokenBucket(Rate, 20, TimeSpan.Zero);
        var first = bucket.Take(TimeSpan.Zero);
        bucket.Take(TimeSpan.Zero);
        bucket.Take(TimeSpan.Zero);
        bucket.Settle(first, left: 199, TimeSpan.Zero);

        Assert.Equal(197, bucket.Left(TimeSpan.Zero));
    }

    [Fact]
    public void Refusal_EmptiesIt_AndHoldsAsLongAsWasSaid()
    {
        var bucket = new TokenBucket(Rate, 200, TimeSpan.Zero);
        bucket.Settle(bucket.Take(TimeSpan.Zero), null, TimeSpan.Zero);
        bucket.Refused(TimeSpan.FromSeconds(7), TimeSpan.Zero);

        Assert.Equal(TimeSpan.FromSeconds(7), bucket.WaitFor(1, TimeSpan.Zero));
        Assert.Equal(0, bucket.Left(TimeSpan.FromSeconds(6)));
        Assert.Equal(70, bucket.Left(TimeSpan.FromSeconds(7)));
    }
}
