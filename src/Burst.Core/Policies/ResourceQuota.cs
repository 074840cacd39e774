using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Burst.Core.Ids;
using Burst.Core.Objects;

namespace Burst.Core.Policies;

/// <summary>What the pods of its namespace that have not ended may ask for together (<c>v1</c>). It stops pods from being made; those that are there stay.</summary>
public sealed record ResourceQuota : ClusterObject
{
    /// <summary>By <see cref="QuotaDemand.Names"/>: CPU in thousandths of a core, memory in MiB, pods by number.</summary>
    public required ImmutableSortedDictionary<string, long> Hard { get; init; }

    [JsonIgnore]
    public override ObjectKind Kind => ObjectKind.ResourceQuota;

    /// <summary>In Kubernetes' words why pods cannot be made; null where they can.</summary>
    public string? FindExcess(QuotaDemand used, QuotaDemand requested)
    {
        List<string> exceeded = [.. Hard.Where(limit => requested.Of(limit.Key) > 0 && used.Of(limit.Key) + requested.Of(limit.Key) > limit.Value).Select(limit => limit.Key)];
        return exceeded.Count == 0
            ? null
            : $"exceeded quota: {Metadata.Name}, requested: {Show(requested.Of)}, used: {Show(used.Of)}, limited: {Show(name => Hard[name])}";

        string Show(Func<string, long> amount) => string.Join(',', exceeded.Select(name => $"{name}={QuotaDemand.Show(name, amount(name))}"));
    }
}
