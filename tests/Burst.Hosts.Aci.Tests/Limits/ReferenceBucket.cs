using Burst.Hosts.Aci.Limits;

namespace Burst.Hosts.Aci.Tests.Limits;

/// <summary>The service's own bucket, told in seconds: what permits are held against. No code is shared with the model.</summary>
internal sealed class ReferenceBucket(int burst, double perSecond)
{
    private double _tokens = burst;
    private double _at;

    public int Refused { get; private set; }

    /// <summary>What the service says is left.</summary>
    public int Arrive(double at)
    {
        _tokens = Math.Min(burst, _tokens + ((at - _at) * perSecond));
        _at = at;
        if (_tokens < 1 - 1e-6)
            Refused++;
        else
            _tokens--;
        return (int)Math.Floor(_tokens + 1e-6);
    }

    public static ReferenceBucket Of(BucketRate rate) => new(rate.Burst, 1 / rate.Every.TotalSeconds);
}
