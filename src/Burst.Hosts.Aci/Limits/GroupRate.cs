namespace Burst.Hosts.Aci.Limits;

/// <summary>How often container groups may be created, or deleted, in one region: in any 5 minutes and in any hour.</summary>
internal sealed class GroupRate(AciRates rates)
{
    private readonly SlidingWindow fiveMinutes = new(rates.CreatesPer5Minutes, TimeSpan.FromMinutes(5));
    private readonly SlidingWindow hour = new(rates.CreatesPerHour, TimeSpan.FromHours(1));
    private TimeSpan heldUntil;

    public TimeSpan WaitFor(TimeSpan now) => Longest(fiveMinutes.WaitFor(now), hour.WaitFor(now), heldUntil - now);

    public void Take()
    {
        fiveMinutes.Take();
        hour.Take();
    }

    /// <inheritdoc cref="SlidingWindow.Return"/>
    public void Return()
    {
        fiveMinutes.Return();
        hour.Return();
    }

    public void Settle(Remaining said, TimeSpan now)
    {
        fiveMinutes.Settle(said.In5Minutes, now);
        hour.Settle(said.InAnHour, now);
    }

    public void Refused(TimeSpan until) => heldUntil = until > heldUntil ? until : heldUntil;

    public void Add(TimeSpan at)
    {
        fiveMinutes.Add(at);
        hour.Add(at);
    }

    public void Remove(TimeSpan at)
    {
        fiveMinutes.Remove(at);
        hour.Remove(at);
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan two, TimeSpan three)
    {
        var longer = one > two ? one : two;
        return longer > three ? longer : three;
    }
}
