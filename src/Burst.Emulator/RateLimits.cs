namespace Burst.Emulator;

/// <summary>How many requests are served; above it 429 is answered.</summary>
public sealed record RateLimits
{
    /// <summary>Creates, and as many deletes, in any 5 minutes, for each subscription and region. ACI's own default.</summary>
    public int RequestsPerFiveMinutes { get; init; } = 100;

    /// <summary>Creates, and as many deletes, in any hour, for each subscription and region. ACI's own default.</summary>
    public int RequestsPerHour { get; init; } = 300;

    /// <summary>ARM's reads, for each principal and subscription.</summary>
    public BucketLimit Reads { get; init; } = new(250, 25);

    /// <summary>ARM's PUT, PATCH and POST, for each principal and subscription.</summary>
    public BucketLimit Writes { get; init; } = new(200, 10);

    /// <summary>ARM's deletes, for each principal and subscription.</summary>
    public BucketLimit Deletes { get; init; } = new(200, 10);
}
