namespace Burst.Emulator.Arm;

/// <summary>
/// The create and delete rates of ACI, counted for each subscription and region as the service does. They survive a restart.
/// </summary>
internal sealed class RequestRates
{
    private const int ScopesMax = 1000;
    private static readonly TimeSpan ShortLength = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongLength = TimeSpan.FromHours(1);

    private readonly RateLimits _limits;
    private readonly TimeProvider _time;
    private readonly RateJournal _journal;
    private readonly Lock _lock = new();
    private readonly Dictionary<RateScope, (RequestWindow Short, RequestWindow Long)> _windows = [];

    /// <exception cref="EmulatorStartException">The journal is damaged.</exception>
    public RequestRates(RateLimits limits, RateJournal journal, TimeProvider time)
    {
        (_limits, _journal, _time) = (limits, journal, time);
        var now = time.GetUtcNow();
        foreach (var (at, scope) in journal.Load(now - LongLength))
            Add(WindowsOf(scope, now), at);
    }

    /// <summary>
    /// Wraps a handler: counts the request, refuses it above the limit and reports what remains. A request whose region nobody can
    /// tell never reaches the provider that counts.
    /// </summary>
    public ArmHandler Limit(string verb, Func<ArmRequest, string?> regionOf, ArmHandler inner) => async (request, cancellationToken) =>
    {
        if (regionOf(request) is not { } region)
            return await inner(request, cancellationToken).ConfigureAwait(false);
        var (error, headers) = Take(new(request.Subscription.ToLowerInvariant(), region, verb));
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

    private (ArmError? Error, KeyValuePair<string, string>[] Headers) Take(RateScope scope)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            var windows = WindowsOf(scope, now);
            var (shortWindow, longWindow) = windows;
            RequestWindow? exceeded = shortWindow.Remaining(now) <= 0 ? shortWindow : longWindow.Remaining(now) <= 0 ? longWindow : null;
            if (exceeded is null)
            {
                Add(windows, now);
                _journal.Append(new(now, scope), AllEntries);
            }

            var error = exceeded is null ? null : ArmErrors.Throttled(
                $"Microsoft.ContainerInstance/containerGroups/{scope.Verb}", exceeded.Limit, exceeded.Length, exceeded.SecondsUntilFree(now));
            return (error, Headers(shortWindow.Remaining(now), longWindow.Remaining(now)));
        }
    }

    private (RequestWindow Short, RequestWindow Long) WindowsOf(RateScope scope, DateTimeOffset now)
    {
        if (_windows.TryGetValue(scope, out var windows))
            return windows;
        foreach (var (key, old) in _windows.Count < ScopesMax ? [] : _windows.ToArray())
        {
            if (old.Long.Remaining(now) == old.Long.Limit)
                _windows.Remove(key);
        }

        windows = (new(_limits.RequestsPerFiveMinutes, ShortLength), new(_limits.RequestsPerHour, LongLength));
        _windows.Add(scope, windows);
        return windows;
    }

    private static void Add((RequestWindow Short, RequestWindow Long) windows, DateTimeOffset at)
    {
        windows.Short.Add(at);
        windows.Long.Add(at);
    }

    private IEnumerable<RateEntry> AllEntries() => _windows.SelectMany(pair => pair.Value.Long.Times.Select(at => new RateEntry(at, pair.Key)));

    private static KeyValuePair<string, string>[] Headers(int remainingShort, int remainingLong) =>
    [
        new("x-ms-ratelimit-remaining-subscription-resource-requests-pt5m", Math.Max(0, remainingShort).ToString()),
        new("x-ms-ratelimit-remaining-subscription-resource-requests-pt1h", Math.Max(0, remainingLong).ToString()),
    ];
}
