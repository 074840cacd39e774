namespace Burst.Hosts.Aci.Limits;

/// <summary>How many requests Azure answers before it says 429; what is documented unless said otherwise.</summary>
public sealed record AciRates
{
    /// <summary>GET, for one principal and subscription.</summary>
    public BucketRate Reads { get; init; } = new(250, TimeSpan.FromMilliseconds(40));

    /// <summary>PUT and PATCH, for one principal and subscription.</summary>
    public BucketRate Writes { get; init; } = new(200, TimeSpan.FromMilliseconds(100));

    /// <summary>DELETE, for one principal and subscription.</summary>
    public BucketRate Deletes { get; init; } = new(200, TimeSpan.FromMilliseconds(100));

    /// <summary>Creates, and as many deletes, of container groups in any 5 minutes, for one subscription and region.</summary>
    public int CreatesPer5Minutes { get; init; } = 100;

    /// <summary>The same in any hour.</summary>
    public int CreatesPerHour { get; init; } = 300;

    /// <summary>
    /// How full the buckets are taken to be at the start, 0 to 100. What was sent before, by this program or another, is not known
    /// then; the first reply tells.
    /// </summary>
    public int FullAtStartPercent { get; init; } = 10;
}
