using System.Numerics;
using System.Text.Json;
using Burst.Simulation.Checker.Inputs;
using Burst.Simulation.Checker.Options;

namespace Burst.Simulation.Checker.Reporting;

/// <summary>What the report says of one policy. Amounts are read from their text, as whole numbers of 10^-12.</summary>
internal sealed class PolicyReport
{
    /// <summary>Decimals that are kept: pico-dollars of money, and more than enough of everything else.</summary>
    public const int Scale = 12;

    private readonly JsonElement _root;
    private readonly JsonElement _policy;

    private PolicyReport(JsonElement root, JsonElement policy)
    {
        _root = root;
        _policy = policy;
    }

    /// <summary>The run of this policy was stopped before the end of the trace.</summary>
    public bool IsPartial => Find(ReportKeys.Partial) is { ValueKind: JsonValueKind.True };

    public static PolicyReport Read(CheckerOptions options) => Parse(File.ReadAllText(options.Report), options);

    public static PolicyReport Parse(string json, CheckerOptions options)
    {
        try
        {
            var root = JsonDocument.Parse(json).RootElement;
            return new PolicyReport(root, FindPolicy(root, options));
        }
        catch (JsonException exception)
        {
            throw new InputException($"{options.Report}: not JSON: {exception.Message}; accepted: the output of --output json");
        }
    }

    /// <summary>Null when the report does not say it; a number may be written as a string.</summary>
    public BigInteger? Amount(string path) => Find(path) is { } element ? Amount(element) : null;

    /// <summary>Sum of the counts in an array by reason; null when the report does not have it.</summary>
    public BigInteger? SumByReason(string path) => Find(path) is { ValueKind: JsonValueKind.Array } reasons
        ? reasons.EnumerateArray().Aggregate(BigInteger.Zero, (sum, reason) => sum + (Find(reason, ReportKeys.JobsOfReason) is { } jobs ? Amount(jobs) ?? 0 : 0))
        : null;

    /// <summary>How many VM nodes of each size an array says; null when the report does not have it.</summary>
    public IReadOnlyDictionary<string, BigInteger>? Nodes(string path) => Find(path) is { ValueKind: JsonValueKind.Array } pools
        ? pools.EnumerateArray()
            .GroupBy(pool => Find(pool, ReportKeys.PeakVmSize)?.ToString() ?? "", pool => Find(pool, ReportKeys.PeakVmNodes) is { } nodes ? Amount(nodes) ?? -1 : -1)
            .ToDictionary(pools => pools.Key, pools => pools.Aggregate(BigInteger.Add), StringComparer.Ordinal)
        : null;

    /// <summary>Name and amount of each member; null when the report does not have it.</summary>
    public IReadOnlyDictionary<string, BigInteger?>? Amounts(string path) => Find(path) is { ValueKind: JsonValueKind.Object } element
        ? element.EnumerateObject().ToDictionary(member => member.Name, member => Amount(member.Value), StringComparer.Ordinal)
        : null;

    private static BigInteger? Amount(JsonElement element)
    {
        var text = element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Number => element.GetRawText(),
            _ => "",
        };
        return FixedPoint.TryParseBig(text, Scale, out var amount) ? amount : null;
    }

    private static JsonElement FindPolicy(JsonElement root, CheckerOptions options)
    {
        var name = ReportKeys.NameOf(options.Policy);
        if (Find(root, ReportKeys.Policies) is { ValueKind: JsonValueKind.Array } policies)
        {
            foreach (var policy in policies.EnumerateArray())
            {
                if (Find(policy, ReportKeys.Policy)?.GetString() == name)
                    return policy;
            }
        }

        throw new InputException($"{options.Report}: no policy '{name}' under '{ReportKeys.Policies}'; accepted: a report of that policy");
    }

    private JsonElement? Find(string path) => path.StartsWith(ReportKeys.Root, StringComparison.Ordinal)
        ? Find(_root, path[ReportKeys.Root.Length..])
        : Find(_policy, path);

    private static JsonElement? Find(JsonElement element, string path)
    {
        foreach (var key in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element))
                return null;
        }

        return element;
    }
}
