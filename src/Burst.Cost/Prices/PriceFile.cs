using System.Collections.Immutable;
using Burst.Core.Ids;

namespace Burst.Cost.Prices;

/// <summary>A price file that was read and found valid.</summary>
internal sealed record PriceFile
{
    public const string SizePrefix = "Standard_";

    public required DateOnly AsOf { get; init; }

    /// <summary>By name, in any case: Azure is not particular about it either.</summary>
    public ImmutableSortedDictionary<string, VmSize> Sizes { get; init; } =
        ImmutableSortedDictionary.Create<string, VmSize>(StringComparer.OrdinalIgnoreCase);

    public ImmutableSortedDictionary<Tier, TierOffer> Offers { get; init; } = ImmutableSortedDictionary<Tier, TierOffer>.Empty;

    public ImmutableSortedDictionary<PriceKey, PriceEntry> Prices { get; init; } = ImmutableSortedDictionary<PriceKey, PriceEntry>.Empty;

    public VmSize? FindSize(string name) => Sizes.GetValueOrDefault(BareSize(name));

    public static string BareSize(string name) =>
        name.StartsWith(SizePrefix, StringComparison.OrdinalIgnoreCase) ? name[SizePrefix.Length..] : name;
}
