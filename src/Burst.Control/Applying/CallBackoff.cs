namespace Burst.Control.Applying;

/// <summary>Wait between calls whose outcome is unknown: 1 s doubling to 30 s. The delay is capped, the number of tries is not.</summary>
internal static class CallBackoff
{
    public static TimeSpan After(int attempts) => TimeSpan.FromSeconds(Math.Min(30, 1 << Math.Min(attempts, 5)));
}
