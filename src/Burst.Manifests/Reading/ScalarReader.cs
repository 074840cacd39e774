using Burst.Core.Units;

namespace Burst.Manifests.Reading;

/// <summary>Reads what a container asks for beside CPU and memory, by Kubernetes' rules: an extended resource has a limit, and is asked for in that amount.</summary>
internal static class ScalarReader
{
    public static (ScalarResources? Requests, ScalarResources? Limits) Read(FieldReader? requests, FieldReader? limits)
    {
        var (asked, most) = (new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var name in NamesIn(requests).Concat(NamesIn(limits)).Distinct(StringComparer.Ordinal))
        {
            var request = ReadAmount(requests, name);
            var limit = ReadAmount(limits, name);
            if (name == ScalarResources.EphemeralStorage)
                CheckStorage(requests, limits, name, request, limit);
            else
                CheckExtended(requests, name, request, limit);
            asked[name] = request ?? (requests?.Has(name) == true ? 0 : limit ?? 0);
            most[name] = limit ?? 0;
        }

        return (NullIfEmpty(ScalarResources.Of(asked)), NullIfEmpty(ScalarResources.Of(most)));
    }

    private static IEnumerable<string> NamesIn(FieldReader? amounts) => amounts?.Map.Entries.Select(entry => entry.Key).Where(ResourceNames.IsScalar) ?? [];

    private static long? ReadAmount(FieldReader? amounts, string name) =>
        amounts is null ? null : name == ScalarResources.EphemeralStorage ? QuantityReader.Bytes(amounts, name) : QuantityReader.Pieces(amounts, name);

    private static void CheckStorage(FieldReader? requests, FieldReader? limits, string name, long? request, long? limit)
    {
        if (request > limit)
            requests!.Error(name, $"the request is above the limit on line {limits!.Find(name)!.Value.At.Line}; lower the one or raise the other");
        if (limit is not null)
            limits!.Warn(name, "is not kept to: a container that writes more is not ended; it counts as the request where there is none");
    }

    private static void CheckExtended(FieldReader? requests, string name, long? request, long? limit)
    {
        if (request is not null && limit is null)
            requests!.Error(name, "needs a limit of the same amount: an extended resource is not shared");
        else if (request is not null && request != limit)
            requests!.Error(name, $"must be equal to the limit, {limit}: an extended resource is not shared");
    }

    private static ScalarResources? NullIfEmpty(ScalarResources amounts) => amounts.IsEmpty ? null : amounts;
}
