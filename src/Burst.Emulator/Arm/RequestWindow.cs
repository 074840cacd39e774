namespace Burst.Emulator.Arm;

/// <summary>Requests counted over a sliding window. Not thread-safe.</summary>
internal sealed class RequestWindow(int limit, TimeSpan length)
{
    private readonly Queue<DateTimeOffset> _times = new();

    public int Limit => limit;

    public TimeSpan Length => length;

    public IEnumerable<DateTimeOffset> Times => _times;

    public int Remaining(DateTimeOffset now)
    {
        while (_times.TryPeek(out var oldest) && oldest <= now - length)
            _times.Dequeue();
        return limit - _times.Count;
    }

    /// <summary>Counts a request; call only when something remains, which bounds the queue by the limit.</summary>
    public void Add(DateTimeOffset now) => _times.Enqueue(now);

    /// <summary>Whole seconds until a request fits again, at least one.</summary>
    public int SecondsUntilFree(DateTimeOffset now) =>
        _times.TryPeek(out var oldest) ? Math.Max(1, (int)Math.Ceiling((oldest + length - now).TotalSeconds)) : 1;
}
