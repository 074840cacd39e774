using System.Collections.Immutable;
using System.Globalization;

namespace Burst.Simulation.Engine;

/// <summary>The VM nodes of a cluster, of one size or of several. They are numbered through in the order of the pools.</summary>
public sealed record VmMix
{
    public const int NodesMax = 10_000;

    private const string Accepted = "such as 24xD32s_v5,44xD16s_v5 is accepted: nodes x size, each size once";

    private VmMix(ImmutableArray<VmPool> pools) => Pools = pools;

    /// <summary>One or more, of different sizes.</summary>
    public ImmutableArray<VmPool> Pools { get; }

    public int Nodes => Pools.Sum(pool => pool.Nodes);

    public static VmMix Of(int nodes, string size) => new([new VmPool(nodes, size)]);

    internal static VmMix Of(IEnumerable<VmPool> pools) => new([.. pools]);

    /// <summary><c>24xD32s_v5,44xD16s_v5</c>.</summary>
    /// <exception cref="FormatException">The text is no mix; the message says what is accepted.</exception>
    public static VmMix Parse(string text)
    {
        var pools = text.Split(',', StringSplitOptions.TrimEntries).Select(part => ParsePool(text, part)).ToImmutableArray();
        if (pools.DistinctBy(pool => pool.Size.ToUpperInvariant()).Count() < pools.Length)
            throw new FormatException($"'{text}' names a size twice; {Accepted}");
        return pools.Sum(pool => (long)pool.Nodes) <= NodesMax
            ? new VmMix(pools)
            : throw new FormatException($"'{text}' has more than {NodesMax} nodes; up to that {Accepted}");
    }

    public bool Equals(VmMix? other) => other is not null && Pools.SequenceEqual(other.Pools);

    public override int GetHashCode() => Pools.Aggregate(0, HashCode.Combine);

    public override string ToString() => string.Join(" + ", Pools);

    private static VmPool ParsePool(string text, string part)
    {
        var at = part.IndexOf('x', StringComparison.Ordinal);
        return at > 0 && at + 1 < part.Length
            && int.TryParse(part.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out var nodes) && nodes is > 0 and <= NodesMax
                ? new VmPool(nodes, part[(at + 1)..])
                : throw new FormatException($"'{(part.Length > 0 ? part : text)}' is no part of a mix; {Accepted}");
    }
}
