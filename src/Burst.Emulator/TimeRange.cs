namespace Burst.Emulator;

/// <summary>A duration somewhere between two bounds.</summary>
public readonly record struct TimeRange(TimeSpan Min, TimeSpan Max)
{
    /// <summary>The duration a fraction, 0 to 1, of the way from the minimum to the maximum, in whole milliseconds.</summary>
    public TimeSpan At(double fraction) => TimeSpan.FromMilliseconds(Math.Round((Min + (Max - Min) * fraction).TotalMilliseconds));

    internal static TimeRange Milliseconds(int min, int max) => new(TimeSpan.FromMilliseconds(min), TimeSpan.FromMilliseconds(max));
}
