namespace Burst.Hosts.Aci.Limits;

/// <summary>
/// When to ask the service for its quotas: once a minute, and at once after a create was refused for want of quota. Time is the monotonic
/// clock's. What fails once is asked again a minute later; only what fails for good, or three times in a row, is a problem.
/// </summary>
internal sealed class QuotaClock(TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private const int FailuresTolerated = 2;

    private readonly Lock gate = new();
    private long? askedAt;
    private int failures;

    /// <summary>True when it is to be asked now, by this caller.</summary>
    public bool TryBegin()
    {
        lock (gate)
        {
            if (askedAt is { } at && time.GetElapsedTime(at) < Interval)
                return false;
            askedAt = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>The service has just refused something by its quotas: what was known of them is out of date.</summary>
    public void Refused()
    {
        lock (gate)
            askedAt = null;
    }

    public void Answered()
    {
        lock (gate)
            failures = 0;
    }

    /// <summary>Whether to tell of it.</summary>
    /// <param name="isLasting">It will not pass by itself, such as a right that is missing.</param>
    public bool Failed(bool isLasting)
    {
        lock (gate)
            return ++failures > FailuresTolerated || isLasting;
    }
}
