namespace Burst.Core.Ledger;

/// <summary>What pods on the same terms used in one period, a UTC day: exact sums that stand for their single records.</summary>
/// <param name="From">When the period begins.</param>
/// <param name="To">When the period ends, exclusive.</param>
/// <param name="Terms">What they have in common.</param>
/// <param name="Pods">Pods that used something in the period.</param>
/// <param name="Begun">Of those, the ones whose use began in the period: the others are counted in the period before, too.</param>
/// <param name="Millis">Milliseconds used.</param>
/// <param name="StartedSecondsMillis">Milliseconds of the seconds that started in the period, counted from each use's start.</param>
/// <param name="UptimeMillis">Milliseconds together with the node's uptime that the terms name.</param>
public sealed record UsageSum(
    DateTimeOffset From,
    DateTimeOffset To,
    UsageTerms Terms,
    long Pods,
    long Begun,
    long Millis,
    long StartedSecondsMillis,
    long UptimeMillis)
{
    /// <summary>Both together; they are of one period and on the same terms.</summary>
    public static UsageSum operator +(UsageSum left, UsageSum right) => left with
    {
        Pods = left.Pods + right.Pods,
        Begun = left.Begun + right.Begun,
        Millis = left.Millis + right.Millis,
        StartedSecondsMillis = left.StartedSecondsMillis + right.StartedSecondsMillis,
        UptimeMillis = left.UptimeMillis + right.UptimeMillis,
    };
}
