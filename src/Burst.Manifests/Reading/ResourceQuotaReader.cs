using System.Collections.Immutable;
using Burst.Core.Objects;
using Burst.Core.Policies;

namespace Burst.Manifests.Reading;

internal static class ResourceQuotaReader
{
    public static ClusterObject Read(FieldReader fields)
    {
        var read = new ResourceQuota { Metadata = MetadataReader.Read(fields), Hard = ImmutableSortedDictionary<string, long>.Empty };
        fields.Drop("status");
        if (fields.Fields("spec") is { } spec)
        {
            read = read with { Hard = ReadHard(spec) };
            spec.Finish("scopeSelector", "scopes");
        }
        else if (!fields.Has("spec"))
        {
            fields.Missing("spec", "a map with hard, the limits");
        }

        fields.Finish();
        return read;
    }

    private static ImmutableSortedDictionary<string, long> ReadHard(FieldReader spec)
    {
        var limits = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        if (spec.Fields("hard") is not { } hard)
        {
            if (!spec.Has("hard"))
                spec.Missing("hard", $"a map of limits on {string.Join(", ", QuotaDemand.Names)}");
            return limits.ToImmutable();
        }

        foreach (var name in QuotaDemand.Names)
        {
            var limit = name == "pods" ? QuantityReader.Pieces(hard, name) : name.EndsWith("cpu", StringComparison.Ordinal) ? QuantityReader.Cpu(hard, name) : QuantityReader.Memory(hard, name);
            if (limit is { } amount)
                limits[name] = amount;
        }

        hard.Finish("count/pods", "limits.cpu", "limits.memory", "persistentvolumeclaims", "requests.storage", "services");
        return limits.ToImmutable();
    }
}
