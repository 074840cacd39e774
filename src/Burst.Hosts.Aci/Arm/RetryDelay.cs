namespace Burst.Hosts.Aci.Arm;

/// <summary>How long to wait before a request is sent again: half a second, doubled each time, or what the service asks for.</summary>
internal static class RetryDelay
{
    /// <summary>A longer Retry-After is for the caller to wait out, not for a read in its hands.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>Null when waiting in line makes no sense: the service asks for more than <see cref="RetryAfterMax"/>.</summary>
    /// <param name="tryNumber">The tries made so far, from 1.</param>
    /// <param name="retryAfter">What the reply asked for.</param>
    /// <param name="requestId">Spreads clients that failed together: the delay varies by 20 % with it, the same each time.</param>
    public static TimeSpan? After(int tryNumber, TimeSpan? retryAfter, Guid requestId)
    {
        if (retryAfter > RetryAfterMax)
            return null;
        var grown = First * Math.Pow(2, Math.Min(tryNumber - 1, 10));
        var spread = 0.8 + (0.4 * BitConverter.ToUInt16(requestId.ToByteArray()) / ushort.MaxValue);
        var delay = (grown < Longest ? grown : Longest) * spread;
        return retryAfter > delay ? retryAfter : delay;
    }
}
