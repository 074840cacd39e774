using System.Text;
using Burst.Storage.Commits;

namespace Burst.Storage.Tests.Commits;

public sealed class JsonAheadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(3000)]
    public void Read_GivesEachWithItsJson_InOrder_AgainAndAgain(int count)
    {
        var ahead = new JsonAhead<int>((writer, number) => writer.WriteStringValue($"{number}:{new string('x', number % 500)}"));

        for (var round = 0; round < 3; round++)
        {
            var read = ahead.Read([.. Enumerable.Range(round, count)]).Select(entry => (entry.Item, Encoding.UTF8.GetString(entry.Json.Span))).ToList();
            Assert.Equal(Enumerable.Range(round, count).Select(number => (number, $"\"{number}:{new string('x', number % 500)}\"")), read);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void WhatCannotBeWritten_StopsWhoReads_AfterThoseBefore(int count)
    {
        var ahead = new JsonAhead<int>((writer, number) => writer.WriteNumberValue(number == count - 1 ? throw new NotSupportedException("no") : number));
        var read = new List<int>();

        Assert.Throws<NotSupportedException>(() => read.AddRange(ahead.Read([.. Enumerable.Range(0, count)]).Select(entry => entry.Item)));

        Assert.Equal(Enumerable.Range(0, 7), ahead.Read([.. Enumerable.Range(0, 7)]).Select(entry => entry.Item));
    }

    [Fact]
    public void WhoStopsInTheMiddle_LeavesNothingAtWork()
    {
        var written = 0;
        var ahead = new JsonAhead<int>((writer, number) =>
        {
            Interlocked.Increment(ref written);
            writer.WriteNumberValue(number);
        });

        Assert.Equal(5, ahead.Read([.. Enumerable.Range(0, 100_000)]).Take(5).Count());

        var then = Volatile.Read(ref written);
        Thread.Sleep(20);
        Assert.Equal(then, Volatile.Read(ref written));
        Assert.InRange(then, 5, 10_000);
    }
}
