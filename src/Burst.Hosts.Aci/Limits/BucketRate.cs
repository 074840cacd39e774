namespace Burst.Hosts.Aci.Limits;

/// <summary>A token bucket: so many requests at once, and one more after each interval.</summary>
/// <param name="Burst">1 or more.</param>
/// <param name="Every">Above zero.</param>
public readonly record struct BucketRate(int Burst, TimeSpan Every);
