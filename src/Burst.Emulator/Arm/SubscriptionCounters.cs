using System.Collections.Concurrent;

namespace Burst.Emulator.Arm;

/// <summary>
/// What remains of ARM's hourly reads, writes and deletes of a subscription, as a response header. Only reported: nothing is
/// refused by them.
/// </summary>
internal sealed class SubscriptionCounters(TimeProvider time)
{
    private const int EntriesMax = 3000;
    private readonly ConcurrentDictionary<(string Subscription, string Kind), (long Hour, int Count)> _counts = new();

    public KeyValuePair<string, string>? Count(ArmRequest request)
    {
        if (ArmRoute.Split(request.Path) is not [var root, var subscription, ..] || !root.Equals("subscriptions", StringComparison.OrdinalIgnoreCase)
            || !Guid.TryParseExact(subscription, "D", out _))
            return null;
        var (kind, limit) = request.Method switch
        {
            "GET" or "HEAD" => ("reads", 12_000),
            "DELETE" => ("deletes", 15_000),
            _ => ("writes", 1_200),
        };
        var hour = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerHour;
        if (_counts.Count > EntriesMax)
            _counts.Clear();
        var count = _counts.AddOrUpdate(
            (subscription.ToLowerInvariant(), kind), (hour, 1), (_, old) => old.Hour == hour ? (hour, old.Count + 1) : (hour, 1)).Count;
        return new($"x-ms-ratelimit-remaining-subscription-{kind}", Math.Max(0, limit - count).ToString());
    }
}
