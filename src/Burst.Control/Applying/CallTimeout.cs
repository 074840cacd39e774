namespace Burst.Control.Applying;

/// <summary>Time limits of calls.</summary>
internal static class CallTimeout
{
    /// <summary>Cancels the source after the wait, on the thread of the timer; disposing of the timer calls it off.</summary>
    public static ITimer CancelAfter(this TimeProvider time, CancellationTokenSource source, TimeSpan wait) => time.CreateTimer(
        static state => ((CancellationTokenSource)state!).Cancel(), source, wait, Timeout.InfiniteTimeSpan);
}
