using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;
using Xunit;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>What is asked of the log is answered as by looking at every span, in whatever order they were entered and however they overlap.</summary>
public sealed class FaultLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly FaultKind[] Kinds = [FaultKind.VmHung, FaultKind.DiskFull, FaultKind.ArmSlow];
    private static readonly string[] Subjects = ["", "vm-1", "vm-2"];

    private readonly FaultLog log = new();
    private readonly List<FaultSpan> spans = [];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(60)]
    public void Answers_AreThoseOfLookingAtEverySpan(int count)
    {
        var random = SeededRandom.For((ulong)count, "spans");
        for (var round = 0; round < 40; round++)
        {
            for (var i = 0; i < count / 2; i++)
                Enter(random);
            for (var i = 0; i < 50; i++)
                Compare(random);
        }
    }

    [Fact]
    public void Strike_LastsToTheEndOfTheLongestWindowItFallsInto()
    {
        log.AddSchedule([Window(0, 30), Window(5, 10), Window(40, 5)], Start);
        log.AddStrike(FaultKind.VmHung, "vm-1", At(12));
        log.AddStrike(FaultKind.VmHung, "vm-2", At(35));
        Assert.True(log.WasAbout([FaultKind.VmHung], At(29), At(30), "vm-1"));
        Assert.False(log.WasAbout([FaultKind.VmHung], At(0), At(11), "vm-1"));
        Assert.False(log.WasAbout([FaultKind.VmHung], At(31), At(60), "vm-1"));
        Assert.True(log.WasAbout([FaultKind.VmHung], At(34), At(35), "vm-2"));
        Assert.False(log.WasAbout([FaultKind.VmHung], At(36), At(60), "vm-2"));
    }

    private static Fault Window(int at, int lasts) =>
        new(1, FaultKind.VmHung, TimeSpan.FromMinutes(at), TimeSpan.FromMinutes(lasts), 1000);

    private static DateTimeOffset At(int minutes) => Start.AddMinutes(minutes);

    private void Enter(SeededRandom random)
    {
        var from = At(random.Next(1000));
        var span = new FaultSpan(random.Pick(Kinds), random.Pick(Subjects), from, from.AddMinutes(random.Chance(400) ? 0 : random.Next(60)));
        spans.Add(span);
        log.Add(span.Kind, span.Subject, span.From, span.To);
    }

    private void Compare(SeededRandom random)
    {
        FaultKind[] kinds = [.. Kinds.Where(_ => random.Chance(600)).DefaultIfEmpty(Kinds[0])];
        var (from, length, subject) = (At(random.Next(1100)), TimeSpan.FromMinutes(random.Next(90)), random.Pick(Subjects));
        var asked = spans.Where(span => kinds.Contains(span.Kind)).ToList();
        Assert.Equal(
            asked.Any(span => span.From <= from + length && span.To >= from && (subject.Length == 0 || span.Concerns(subject))),
            log.WasAbout(kinds, from, from + length, subject));
        Assert.Equal(asked.Count > 0 && asked.Min(span => span.From) <= from, log.WasAbout(kinds, DateTimeOffset.MinValue, from));
        Assert.Equal(QuietFrom(asked, from, length), log.QuietFrom(kinds, from, length));
        Assert.Equal(Before(asked, from, length), log.Before(kinds, from, length));
        Assert.Equal(
            asked.Select(span => span.To <= from ? span.To : span.From).DefaultIfEmpty(DateTimeOffset.MinValue).Max(),
            log.LastTurn(kinds, from));
    }

    /// <summary>Moved on past everything that falls into the quiet time, until nothing does.</summary>
    private static DateTimeOffset QuietFrom(List<FaultSpan> asked, DateTimeOffset from, TimeSpan quiet)
    {
        while (asked.Where(span => span.To > from && span.From < from + quiet).ToList() is { Count: > 0 } disturbing)
            from = disturbing.Min(span => span.To);
        return from;
    }

    /// <summary>Minute by minute: every span begins and ends at a full one.</summary>
    private static DateTimeOffset Before(List<FaultSpan> asked, DateTimeOffset to, TimeSpan length)
    {
        for (var left = length; left > TimeSpan.Zero; to = to.AddMinutes(-1))
        {
            if (!asked.Exists(span => span.From <= to.AddMinutes(-1) && span.To >= to))
                left -= TimeSpan.FromMinutes(1);
        }

        return to;
    }
}
