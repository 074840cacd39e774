namespace Burst.Emulator.Arm;

/// <summary>
/// The create and delete rates of ACI, counted per subscription as the service does. They live in memory: a restarted
/// emulator starts to count anew.
/// </summary>
internal sealed class RequestRates(RateLimits limits, TimeProvider time)
{
    private const int SubscriptionsMax = 1000;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Subscription, string Verb), (RequestWindow Short, RequestWindow Long)> _windows = [];

    /// <summary>Wraps a handler: counts the request, refuses it above the limit and reports what remains.</summary>
    public ArmHandler Limit(string verb, ArmHandler inner) => async (request, cancellationToken) =>
    {
        var (error, headers) = Take(request.Subscription.ToLowerInvariant(), verb);
        var response = error is not null ? ArmResponse.From(error) : await AnswerAsync(inner, request, cancellationToken).ConfigureAwait(false);
        return response with { Headers = [.. response.Headers, .. headers] };
    };

    // A refused request has been counted too, so its answer carries the counters as well.
    private static async Task<ArmResponse> AnswerAsync(ArmHandler inner, ArmRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await inner(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e)
        {
            return ArmResponse.From(e.Error);
        }
    }

    private (ArmError? Error, KeyValuePair<string, string>[] Headers) Take(string subscription, string verb)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var (shortWindow, longWindow) = WindowsOf(subscription, verb, now);
            RequestWindow? exceeded = shortWindow.Remaining(now) <= 0 ? shortWindow : longWindow.Remaining(now) <= 0 ? longWindow : null;
            if (exceeded is null)
            {
                shortWindow.Add(now);
                longWindow.Add(now);
            }

            var error = exceeded is null ? null : ArmErrors.Throttled(
                $"Microsoft.ContainerInstance/containerGroups/{verb}", exceeded.Limit, exceeded.Length, exceeded.SecondsUntilFree(now));
            return (error, Headers(shortWindow.Remaining(now), longWindow.Remaining(now)));
        }
    }

    private (RequestWindow Short, RequestWindow Long) WindowsOf(string subscription, string verb, DateTimeOffset now)
    {
        if (_windows.TryGetValue((subscription, verb), out var windows))
            return windows;
        foreach (var (key, old) in _windows.Count < SubscriptionsMax ? [] : _windows.ToArray())
        {
            if (old.Long.Remaining(now) == old.Long.Limit)
                _windows.Remove(key);
        }

        windows = (new(limits.RequestsPerFiveMinutes, TimeSpan.FromMinutes(5)), new(limits.RequestsPerHour, TimeSpan.FromHours(1)));
        _windows.Add((subscription, verb), windows);
        return windows;
    }

    private static KeyValuePair<string, string>[] Headers(int remainingShort, int remainingLong) =>
    [
        new("x-ms-ratelimit-remaining-subscription-resource-requests-pt5m", remainingShort.ToString()),
        new("x-ms-ratelimit-remaining-subscription-resource-requests-pt1h", remainingLong.ToString()),
    ];
}
