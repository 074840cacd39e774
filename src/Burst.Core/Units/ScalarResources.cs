using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Serialization;

namespace Burst.Core.Units;

/// <summary>
/// Amounts of what there is beside CPU and memory, by name: <see cref="EphemeralStorage"/> in bytes, extended resources (<c>nvidia.com/gpu</c>) in pieces. Most
/// pods and nodes have none of it. Arithmetic is checked; what is left may be below zero where more was promised than there is.
/// </summary>
[JsonConverter(typeof(ScalarResourcesJsonConverter))]
public sealed class ScalarResources : IEquatable<ScalarResources>
{
    /// <summary>Disk space for what containers write, in bytes.</summary>
    public const string EphemeralStorage = "ephemeral-storage";

    public static readonly ScalarResources None = new([]);

    private ScalarResources(ImmutableArray<KeyValuePair<string, long>> amounts) => Amounts = amounts;

    /// <summary>By name; none is zero.</summary>
    public ImmutableArray<KeyValuePair<string, long>> Amounts { get; }

    public bool IsEmpty => Amounts.IsEmpty;

    /// <summary>Zero for what is not there.</summary>
    public long this[string name]
    {
        get
        {
            foreach (var (other, amount) in Amounts)
            {
                if (other == name)
                    return amount;
            }

            return 0;
        }
    }

    /// <param name="amounts">Each name once, in any order.</param>
    public static ScalarResources Of(IEnumerable<KeyValuePair<string, long>> amounts)
    {
        ImmutableArray<KeyValuePair<string, long>> sorted = [.. amounts.Where(entry => entry.Value != 0).OrderBy(entry => entry.Key, StringComparer.Ordinal)];
        return sorted.IsEmpty ? None : new ScalarResources(sorted);
    }

    public static ScalarResources operator +(ScalarResources left, ScalarResources right) =>
        right.IsEmpty ? left : left.IsEmpty ? right : Combine(left, right, (one, other) => checked(one + other));

    public static ScalarResources operator -(ScalarResources left, ScalarResources right) =>
        right.IsEmpty ? left : Combine(left, right, (one, other) => checked(one - other));

    /// <summary>The larger amount of each.</summary>
    public ScalarResources AtLeast(ScalarResources other) => other.IsEmpty || ReferenceEquals(this, other) ? this : IsEmpty ? other : Combine(this, other, Math.Max);

    /// <summary>The first that there is too little of; null when all of it fits. What is not asked for is not looked at.</summary>
    public string? FindShort(ScalarResources free)
    {
        foreach (var (name, amount) in Amounts)
        {
            if (amount > 0 && amount > free[name])
                return name;
        }

        return null;
    }

    public bool Equals(ScalarResources? other) => other is not null && Amounts.SequenceEqual(other.Amounts);

    public override bool Equals(object? obj) => Equals(obj as ScalarResources);

    public override int GetHashCode() => Amounts.Aggregate(0, (hash, entry) => HashCode.Combine(hash, entry.Key, entry.Value));

    public override string ToString() => string.Join(",", Amounts.Select(entry => $"{entry.Key}={entry.Value}"));

    private static ScalarResources Combine(ScalarResources left, ScalarResources right, Func<long, long, long> combine) =>
        Of(left.Amounts.Concat(right.Amounts).Select(entry => entry.Key).Distinct(StringComparer.Ordinal)
            .Select(name => KeyValuePair.Create(name, combine(left[name], right[name]))));
}
