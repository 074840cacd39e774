using System.Text.Json;

namespace Burst.Emulator.Arm;

/// <summary>
/// ARM's own limits: a bucket of reads, one of writes and one of deletes for each principal and subscription. Every answer says what
/// remains. They live in memory, as they are full again within seconds.
/// </summary>
internal sealed class ArmThrottle(RateLimits limits, ArmHandler inner, TimeProvider time)
{
    private const int BucketsMax = 3000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Principal, string Subscription, string Kind), TokenBucket> _buckets = [];

    public async Task<ArmResponse> HandleAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        if (SubscriptionOf(request) is not { } subscription || string.IsNullOrWhiteSpace(request.BearerToken))
            return await inner(request, cancellationToken).ConfigureAwait(false);
        var (kind, limit) = request.Method switch
        {
            "GET" or "HEAD" => ("reads", limits.Reads),
            "DELETE" => ("deletes", limits.Deletes),
            _ => ("writes", limits.Writes),
        };
        var (error, remaining) = Take(PrincipalOf(request.BearerToken), subscription, kind, limit);
        var response = error is null ? await inner(request, cancellationToken).ConfigureAwait(false) : ArmResponse.From(error);
        return response.With($"x-ms-ratelimit-remaining-subscription-{kind}", remaining.ToString());
    }

    private (ArmError? Error, int Remaining) Take(string principal, string subscription, string kind, BucketLimit limit)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (!_buckets.TryGetValue((principal, subscription, kind), out var bucket))
            {
                MakeRoom(now);
                bucket = _buckets[(principal, subscription, kind)] = new(limit, now);
            }

            var error = bucket.TryTake(now) ? null : ArmErrors.SubscriptionThrottled(kind, subscription, principal, bucket.SecondsUntilFree);
            return (error, bucket.Remaining);
        }
    }

    private void MakeRoom(DateTimeOffset now)
    {
        if (_buckets.Count < BucketsMax)
            return;
        foreach (var (key, bucket) in _buckets.ToArray())
        {
            if (bucket.IsFull(now))
                _buckets.Remove(key);
        }

        // Somebody makes up subscriptions faster than their buckets fill.
        if (_buckets.Count >= BucketsMax)
            _buckets.Clear();
    }

    private static string? SubscriptionOf(ArmRequest request) =>
        ArmRoute.Split(request.Path) is [var root, var subscription, ..] && root.Equals("subscriptions", StringComparison.OrdinalIgnoreCase)
            && Guid.TryParseExact(subscription, "D", out var id) ? id.ToString() : null;

    // A renewed token is the same principal. Tokens that tell nothing are taken for one.
    private static string PrincipalOf(string token)
    {
        if (token.Split('.') is not [_, var payload, _])
            return "anonymous";
        try
        {
            using var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(payload));
            string[] names = ["oid", "sub", "appid"];
            return names.Select(name => claims.RootElement.TryGetProperty(name, out var claim) ? claim.ToString() : null).FirstOrDefault(id => id is not null)
                ?? "anonymous";
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return "anonymous";
        }
    }
}
