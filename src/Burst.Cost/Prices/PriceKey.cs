using Burst.Core.Ids;

namespace Burst.Cost.Prices;

/// <summary>What a price is for. The size is empty for container groups; the term is set for vm-reserved only.</summary>
public readonly record struct PriceKey(string Region, string Size, Tier Tier, int? ReservedYears) : IComparable<PriceKey>
{
    public int CompareTo(PriceKey other)
    {
        var byRegion = string.CompareOrdinal(Region, other.Region);
        if (byRegion != 0)
            return byRegion;
        var byTier = Tier.CompareTo(other.Tier);
        if (byTier != 0)
            return byTier;
        var bySize = string.CompareOrdinal(Size, other.Size);
        return bySize != 0 ? bySize : Nullable.Compare(ReservedYears, other.ReservedYears);
    }

    /// <summary>As in a refusal: <c>D4s_v5 vm-reserved 1 year in eastus</c>.</summary>
    public override string ToString()
    {
        var size = Size.Length == 0 ? "" : Size + " ";
        var term = ReservedYears switch
        {
            null => "",
            1 => " 1 year",
            var years => $" {years} years",
        };
        return $"{size}{Tier}{term} in {Region}";
    }
}
