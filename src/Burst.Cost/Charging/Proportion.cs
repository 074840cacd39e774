using System.Numerics;

namespace Burst.Cost.Charging;

/// <summary>Shares of exact amounts, rounded down: what is lost is less than one unit and stays with whoever takes the rest.</summary>
internal static class Proportion
{
    /// <summary>amount x part / whole for non-negative numbers; zero of nothing.</summary>
    public static Int128 Of(Int128 amount, Int128 part, Int128 whole)
    {
        if (whole == 0)
            return 0;
        var bits = 256 - (int)Int128.LeadingZeroCount(amount) - (int)Int128.LeadingZeroCount(part);
        return bits <= 127
            ? amount * part / whole
            : checked((Int128)((BigInteger)amount * part / whole));
    }
}
