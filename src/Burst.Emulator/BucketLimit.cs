namespace Burst.Emulator;

/// <summary>A token bucket of ARM.</summary>
/// <param name="Burst">Requests that a rested client may send at once, 1 to 1,000,000.</param>
/// <param name="PerSecond">Requests that come back each second, 1 to 1,000,000.</param>
public sealed record BucketLimit(int Burst, int PerSecond);
