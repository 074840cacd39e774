using System.Text;
using Burst.Core.Ids;
using Burst.Core.Pricing;
using Burst.Core.Units;

namespace Burst.Cost.Prices;

/// <summary>
/// Prices with their sources: the ones built in, or those of a file. What a tier does not offer in a region, or has no price from
/// a source, is refused with the reason.
/// </summary>
public sealed partial class PriceBook : IPriceCatalog
{
    /// <summary>A price file is at most this long.</summary>
    public const int FileBytesMax = 4 * 1024 * 1024;

    private static readonly Lazy<PriceBook> LazyBuiltIn = new(() => Parse(ReadBuiltIn(), "built in"));

    private readonly PriceFile _file;

    private PriceBook(PriceFile file, string source)
    {
        _file = file;
        Source = source;
    }

    public static PriceBook BuiltIn => LazyBuiltIn.Value;

    /// <summary>The path of the file, or <c>built in</c>.</summary>
    public string Source { get; }

    /// <inheritdoc/>
    /// <remarks>A changed file is read at the next start.</remarks>
    public long Version => 0;

    public DateOnly AsOf => _file.AsOf;

    /// <summary>Every price, also of what is not offered, by region, tier and size.</summary>
    public IEnumerable<PriceEntry> Entries => _file.Prices.Values;

    public IEnumerable<VmSize> Sizes => _file.Sizes.Values;

    public IEnumerable<string> VmSizes => _file.Sizes.Values.Select(size => size.Name).Order(StringComparer.Ordinal);

    public IEnumerable<TierOffer> Offers => _file.Offers.Values;

    /// <summary>Reads the file given with <c>--prices</c>.</summary>
    /// <exception cref="PriceFileException">The file is too long, not JSON, or not valid; carries every error.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PriceBook Load(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length > FileBytesMax)
            throw new PriceFileException(path, [new PriceFileError("$", $"{stream.Length} bytes; at most {FileBytesMax} are accepted")]);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(reader.ReadToEnd(), path);
    }

    /// <param name="json">The text of a price file.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <exception cref="PriceFileException">The text is not valid; carries every error.</exception>
    public static PriceBook Parse(string json, string source) =>
        new(PriceFileReader.Read(json, source, () => BuiltIn._file), source);

    public Resources? FindVmSize(string size) => _file.FindSize(size)?.Capacity;

    public PriceQuote QuoteGroup(string region, Tier tier)
    {
        if (tier != Tier.Aci && tier != Tier.AciSpot)
            return PriceQuote.Refused($"container groups have no tier {tier}; {Tier.Aci} and {Tier.AciSpot} are the ones they have");
        if (_file.Offers.TryGetValue(tier, out var offer) && !offer.Regions.Contains(region))
            return PriceQuote.Refused($"{tier} is not offered in {region} ({WhereOffered(offer)})");
        return Quote(new PriceKey(region, "", tier, null));
    }

    public PriceQuote QuoteVm(string region, string size, Tier tier, int? reservedYears)
    {
        if (!tier.IsVm)
            return PriceQuote.Refused($"VM nodes have no tier {tier}; {Tier.Vm} and {Tier.VmReserved} are the ones they have");
        if (tier == Tier.VmReserved && reservedYears is not (1 or 3))
            return PriceQuote.Refused($"{tier} needs a term of 1 or 3 years");
        if (tier == Tier.Vm && reservedYears is not null)
            return PriceQuote.Refused($"{tier} is paid by the hour and has no term; {Tier.VmReserved} has");
        return _file.FindSize(size) is { } known
            ? Quote(new PriceKey(region, known.Name, tier, reservedYears))
            : PriceQuote.Refused($"unknown VM size {size}; known are {string.Join(", ", _file.Sizes.Keys)}");
    }

    private PriceQuote Quote(PriceKey key) => _file.Prices.TryGetValue(key, out var entry)
        ? PriceQuote.Of(entry.Rates)
        : PriceQuote.Refused($"no sourced price for {key}; add it to a file given with --prices");

    private static string WhereOffered(TierOffer offer) =>
        offer.Regions.IsEmpty ? "offered nowhere" : $"offered in {string.Join(", ", offer.Regions)}";

    private static string ReadBuiltIn()
    {
        using var stream = typeof(PriceBook).Assembly.GetManifestResourceStream("prices.json")
            ?? throw new InvalidOperationException("The built-in prices are missing from the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
