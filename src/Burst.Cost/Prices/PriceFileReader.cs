using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Units;

namespace Burst.Cost.Prices;

/// <summary>
/// Reads a price file: <c>asOf</c>, <c>extends</c> (only "built-in": what the file does not say is taken from there),
/// <c>offers</c>, <c>vmSizes</c>, <c>containerGroups</c> and <c>vms</c>. All errors are reported at once.
/// </summary>
internal sealed partial class PriceFileReader
{
    private const string RegionRule = "the name of an Azure region, like \"eastus\"";
    private const string SizeRule = "the name of a VM size, like \"D2s_v5\"";
    private const string ReadRule = "when that was read, like \"2026-10-09\" or \"2026-10\"";
    private const string BuiltIn = "built-in";
    private const string Day = "yyyy-MM-dd";
    private const string Month = "yyyy-MM";
    private const int VcpusMax = 1024;
    private const int MemoryMibMax = 64 * 1024 * 1024;

    private readonly PriceFileErrors _errors = new();
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private readonly Func<PriceFile> _builtIn;
    private PriceFile _file = new() { AsOf = default };

    private PriceFileReader(Func<PriceFile> builtIn) => _builtIn = builtIn;

    /// <exception cref="PriceFileException">The text is not a valid price file.</exception>
    public static PriceFile Read(string json, string source, Func<PriceFile> builtIn)
    {
        var reader = new PriceFileReader(builtIn);
        try
        {
            using var document = JsonDocument.Parse(json);
            reader.ReadRoot(new PriceFields(document.RootElement, "$", reader._errors));
        }
        catch (JsonException error)
        {
            var message = $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}: this is not JSON; {error.Message}";
            throw new PriceFileException(source, [new PriceFileError("$", message)]);
        }

        catch (InvalidOperationException error)
        {
            // A text with half a surrogate pair is JSON, but no string.
            throw new PriceFileException(source, [new PriceFileError("$", $"holds text that is not Unicode; {error.Message}")]);
        }

        return reader._errors.Count == 0 ? reader._file : throw new PriceFileException(source, reader._errors.ToImmutable());
    }

    private void ReadRoot(PriceFields root)
    {
        if (root.OptionalText("extends", text => text == BuiltIn, $"\"{BuiltIn}\", or no such field to stand alone") is not null)
            _file = _builtIn();
        if (root.Text("asOf", text => IsDate(text, Day), "the day the prices are of, like \"2026-10-09\"") is { } asOf)
            _file = _file with { AsOf = DateOnly.ParseExact(asOf, Day, CultureInfo.InvariantCulture) };
        foreach (var offer in root.Objects("offers"))
            ReadOffer(offer);
        foreach (var size in root.Objects("vmSizes"))
            ReadSize(size);
        foreach (var group in root.Objects("containerGroups"))
            ReadGroup(group);
        foreach (var vm in root.Objects("vms"))
            ReadVm(vm);
        root.RejectRest("asOf, extends, offers, vmSizes, containerGroups and vms are");
    }

    private void ReadOffer(PriceFields fields)
    {
        var tier = ReadTier(fields, Tier.Aci, Tier.AciSpot);
        var regions = fields.Items("regions", "an array of regions").ToArray();
        foreach (var (index, item) in regions.Index().Where(region => !IsRegion(region.Item)))
            _errors.Add($"{fields.At("regions")}[{index}]", $"{PriceFields.Describe(item)} is not accepted; expected {RegionRule}");

        var (source, read) = ReadOrigin(fields);
        fields.RejectRest("tier, regions, source and read are");
        if (tier is not { } known || !IsFirst($"offer {tier}", fields.Path, "tier"))
            return;
        var names = regions.Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!);
        _file = _file with
        {
            Offers = _file.Offers.SetItem(known, new TierOffer(known, names.ToImmutableSortedSet(StringComparer.Ordinal), source, read)),
        };
    }

    private void ReadSize(PriceFields fields)
    {
        var name = fields.Text("size", IsSize, SizeRule);
        var vcpus = fields.Integer("vcpus", 1, VcpusMax);
        var memory = fields.Integer("memoryMib", 1, MemoryMibMax);
        var (source, read) = ReadOrigin(fields);
        fields.RejectRest("size, vcpus, memoryMib, source and read are");
        if (name is null || !IsFirst($"size {PriceFile.BareSize(name).ToUpperInvariant()}", fields.Path, "size"))
            return;
        var bare = PriceFile.BareSize(name);
        var size = new VmSize(bare, new Resources((vcpus ?? 0) * 1000L, memory ?? 0), source, read);
        _file = _file with { Sizes = _file.Sizes.SetItem(bare, size) };
    }

    private void ReadGroup(PriceFields fields)
    {
        var region = fields.Text("region", DnsName.IsLabel, RegionRule);
        var tier = ReadTier(fields, Tier.Aci, Tier.AciSpot);
        var rates = new UsageRates(fields.Price("perVcpuHour") ?? Money.Zero, fields.Price("perGbHour") ?? Money.Zero, Money.Zero);
        var (source, read) = ReadOrigin(fields);
        fields.RejectRest("region, tier, perVcpuHour, perGbHour, source and read are");
        if (region is not null && tier is { } known)
            AddPrice(fields.Path, "region and tier", new PriceEntry(new PriceKey(region, "", known, null), rates, source, read));
    }

    private void ReadVm(PriceFields fields)
    {
        var region = fields.Text("region", DnsName.IsLabel, RegionRule);
        var size = fields.Text("size", IsSize, SizeRule);
        var tier = ReadTier(fields, Tier.Vm, Tier.VmReserved);
        var years = ReadTerm(fields, tier);
        var rates = UsageRates.None with { PerNodeHour = fields.Price("perNodeHour") ?? Money.Zero };
        var (source, read) = ReadOrigin(fields);
        fields.RejectRest("region, size, tier, reservedYears, perNodeHour, source and read are");
        var known = size is null ? null : _file.FindSize(size);
        if (size is not null && known is null)
            _errors.Add(fields.At("size"), $"\"{size}\" has no entry in vmSizes; add one with its vcpus and memoryMib");
        if (region is null || known is null || tier is not { } vmTier || (vmTier == Tier.VmReserved && years is null))
            return;
        var key = new PriceKey(region, known.Name, vmTier, years);
        AddPrice(fields.Path, "region, size, tier and term", new PriceEntry(key, rates, source, read));
    }

    private int? ReadTerm(PriceFields fields, Tier? tier)
    {
        if (tier == Tier.VmReserved)
        {
            var years = fields.Integer("reservedYears", 1, 3);
            if (years == 2)
                _errors.Add(fields.At("reservedYears"), "2 is not accepted; expected 1 or 3, the terms Azure sells");
            return years;
        }

        if (fields.Has("reservedYears") && fields.Integer("reservedYears", 1, 3) is not null && tier is not null)
            _errors.Add(fields.At("reservedYears"), $"is only for the tier vm-reserved, and this one is {tier}");
        return null;
    }

    private static Tier? ReadTier(PriceFields fields, params Tier[] accepted)
    {
        var names = string.Join(" or ", accepted.Select(tier => $"\"{tier}\""));
        var text = fields.Text("tier", text => accepted.Any(tier => tier.Value == text), names);
        return text is null ? null : Tier.Parse(text);
    }

    private static (string Source, string Read) ReadOrigin(PriceFields fields) =>
    (
        fields.Text("source", text => !string.IsNullOrWhiteSpace(text), "where this comes from") ?? "",
        fields.Text("read", text => IsDate(text, Day) || IsDate(text, Month), ReadRule) ?? "");

    private void AddPrice(string path, string what, PriceEntry entry)
    {
        if (IsFirst($"price {entry.Key}", path, what))
            _file = _file with { Prices = _file.Prices.SetItem(entry.Key, entry) };
    }

    private bool IsFirst(string key, string path, string what)
    {
        if (_paths.TryAdd(key, path))
            return true;
        _errors.Add(path, $"has the same {what} as {_paths[key]}; keep one");
        return false;
    }

    private static bool IsDate(string text, string format) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsRegion(JsonElement item) => item.ValueKind is JsonValueKind.String && DnsName.IsLabel(item.GetString()!);

    private static bool IsSize(string text) => SizePattern().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]{0,62}\z")]
    private static partial Regex SizePattern();
}
