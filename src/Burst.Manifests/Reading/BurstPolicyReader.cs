using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Burst.Core.Ids;
using Burst.Core.Objects;
using Burst.Core.Policies;
using Burst.Core.Units;
using Burst.Manifests.Durations;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

internal static partial class BurstPolicyReader
{
    /// <summary>As <c>repatriateAfter</c>: spilled pods stay where they are.</summary>
    public const string Never = "never";

    private static readonly string[] SpillTiers = [Tier.Aci.Value, Tier.AciSpot.Value];

    public static ClusterObject Read(FieldReader fields)
    {
        var metadata = MetadataReader.Read(fields);
        fields.Drop("status");
        var spec = fields.Fields("spec");
        if (spec is null && !fields.Has("spec"))
            fields.Missing("spec", "a map with at least mode");
        var read = spec is null ? new BurstPolicy { Metadata = metadata, Mode = BurstMode.Never } : ReadSpec(spec, metadata);
        fields.Finish();
        return read;
    }

    private static BurstPolicy ReadSpec(FieldReader spec, ObjectMeta metadata)
    {
        var mode = ReadMode(spec);
        var read = new BurstPolicy
        {
            Metadata = metadata,
            Mode = mode,
            After = ReadDuration(spec, "after") ?? TimeSpan.Zero,
            RepatriateAfter = ReadRepatriateAfter(spec),
            Tiers = ReadTiers(spec, mode),
            MaxPods = spec.Integer("maxPods", min: 0),
            MaxSpendPerHour = ReadMaxSpend(spec),
            Selector = spec.Fields("selector") is { } selector ? SelectorReader.Read(selector) : ImmutableSortedDictionary<string, string>.Empty,
        };
        spec.Finish();
        return read;
    }

    private static BurstMode ReadMode(FieldReader spec)
    {
        if (!spec.Has("mode"))
            spec.Missing("mode", "overflow, never, always or prefer");
        return spec.Choice(
            "mode", ("overflow", BurstMode.Overflow), ("never", BurstMode.Never), ("always", BurstMode.Always), ("prefer", BurstMode.Prefer))
            ?? BurstMode.Never;
    }

    private static TimeSpan ReadRepatriateAfter(FieldReader spec) =>
        spec.Find("repatriateAfter")?.Value is ScalarNode { Text: Never } && spec.Text("repatriateAfter") == Never
            ? Timeout.InfiniteTimeSpan
            : ReadDuration(spec, "repatriateAfter", $" or {Never}") ?? BurstPolicy.DefaultRepatriateAfter;

    private static TimeSpan? ReadDuration(FieldReader spec, string field, string orElse = "")
    {
        if (spec.Find(field) is not { } entry)
            return null;
        if (entry.Value is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Number } number)
            spec.Error(field, $"a duration needs its unit: write {number.Text}s for {number.Text} seconds");
        else if (spec.Text(field) is { } text)
        {
            if (GoDuration.TryParse(text, out var duration))
                return duration;
            spec.Error(field, $"{NodeText.Quote(text)} is not a duration of 0 to {GoDuration.Longest.Days} days{orElse}; {GoDuration.Rule}");
        }

        return null;
    }

    private static ImmutableArray<Tier> ReadTiers(FieldReader spec, BurstMode mode)
    {
        if (!spec.Has("tiers"))
            return [Tier.Aci];
        var used = new Uniqueness("tier");
        var tiers = ImmutableArray.CreateBuilder<Tier>();
        foreach (var (node, index) in spec.Items("tiers").Select((node, index) => (node, index)))
        {
            var path = spec.Path.Field("tiers").Item(index);
            if (NodeReader.Text(spec.Context, node, path, FindTierProblem) is not { } text)
                continue;
            used.Claim(spec.Context, node.At, path, text);
            tiers.Add(Tier.Parse(text));
        }

        if (mode != BurstMode.Never && spec.Find("tiers")?.Value is ListNode { Items.IsEmpty: true })
            spec.Error("tiers", $"must name at least one of {string.Join(", ", SpillTiers)}; to stay on VM nodes, write mode: never");
        return tiers.ToImmutable();
    }

    private static string? FindTierProblem(string text)
    {
        if (SpillTiers.Contains(text))
            return null;
        var likely = Suggestion.For(text, SpillTiers) is { } near ? $" (did you mean {near}?)" : "";
        return $"{NodeText.Quote(text)} is not a tier that pods can spill to{likely}; {string.Join(" and ", SpillTiers)} are";
    }

    private static Money? ReadMaxSpend(FieldReader spec)
    {
        if (spec.Find("maxSpendPerHour") is not { } entry)
            return null;
        if (entry.Value is ScalarNode { Kind: ScalarKind.Integer or ScalarKind.Number } number)
        {
            spec.Error("maxSpendPerHour", $"US dollars are written as a quoted decimal, so that no reader rounds them: \"{number.Text}\"");
            return null;
        }

        return spec.Text("maxSpendPerHour", FindMoneyProblem) is { } text
            ? Money.FromDollars(decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture))
            : null;
    }

    private static string? FindMoneyProblem(string text) => MoneyPattern().IsMatch(text)
        ? null
        : $"{NodeText.Quote(text)} is not an amount; write US dollars per hour like \"1.50\", not negative, "
            + "with at most 9 digits before and 12 after the point";

    [GeneratedRegex(@"\A[0-9]{1,9}(\.[0-9]{1,12})?\z")]
    private static partial Regex MoneyPattern();
}
