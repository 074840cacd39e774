using Burst.Simulation.Chaos.Kernel;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.Kernel;

public sealed class EventQueueTests
{
    [Fact]
    public void ManyAtFewInstants_ComeByTimeThenAsAskedFor()
    {
        var random = SeededRandom.For(1, "queue");
        var queue = new EventQueue();
        var asked = Enumerable.Range(0, 2000).Select(number => (Ticks: (long)random.Next(40), Number: number)).ToList();
        var came = new List<(long Ticks, int Number)>();
        foreach (var entry in asked.Take(1000))
            Ask(entry);
        for (var i = 0; i < 300; i++)
            Run(long.MaxValue);
        var first = came.Count;
        Assert.Equal(asked.Take(1000).OrderBy(entry => entry.Ticks).Take(first), came);
        foreach (var entry in asked.Skip(1000))
            Ask(entry);
        while (Run(long.MaxValue))
        {
        }

        var rest = asked.Take(1000).OrderBy(entry => entry.Ticks).Skip(first).Concat(asked.Skip(1000));
        Assert.Equal(rest.OrderBy(entry => entry.Ticks), came.Skip(first));

        void Ask((long Ticks, int Number) entry) => queue.Enqueue(new ScheduledEvent(_ => came.Add(entry), null, null), entry.Ticks);
        bool Run(long until)
        {
            var isDue = queue.TryDequeue(until, out var item, out _);
            if (isDue)
                item.Run();
            return isDue;
        }
    }

    [Fact]
    public void NothingDueByThen_StaysForLater()
    {
        var queue = new EventQueue();
        Assert.False(queue.TryDequeue(long.MaxValue, out _, out _));
        queue.Enqueue(new ScheduledEvent(_ => { }, null, null), 10);
        Assert.False(queue.TryDequeue(9, out _, out _));
        Assert.True(queue.TryDequeue(10, out _, out var ticks));
        Assert.Equal(10, ticks);
    }
}
