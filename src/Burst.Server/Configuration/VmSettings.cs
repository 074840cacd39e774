using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pricing;
using Burst.Core.Units;
using Burst.Manifests.Quantities;
using Burst.Manifests.Reading;

namespace Burst.Server.Configuration;

/// <summary>Turns a configured VM node into a node to register, collecting what is wrong with it.</summary>
internal sealed class VmSettings(string defaultRegion, IPriceCatalog prices, List<string> errors)
{
    private const int PodsPerVmDefault = 110;

    /// <summary>A bridge of Linux has 1024 ports, and some are the engine's.</summary>
    private const int PodsPerVmMax = 1000;
    private const int TaintsMax = 32;
    private const int ResourcesMax = 32;
    private const long AmountMax = 1L << 50;

    /// <param name="node">As written; its name has been checked.</param>
    /// <param name="key">Where it is written: <c>nodes[0].</c>, or nothing.</param>
    /// <returns>Null when something is wrong; it has been told then.</returns>
    public Node? Read(NodeConfig node, string key)
    {
        var before = errors.Count;
        var region = node.Region ?? defaultRegion;
        var capacity = prices.FindVmSize(node.Size);
        if (capacity is null)
            errors.Add($"{key}size: '{node.Size}' is not a VM size the price book knows; D2s_v5 is one, `burst prices` lists them, and --prices FILE adds more.");
        if (node.Tier is not ("vm" or "vm-reserved"))
            errors.Add($"{key}tier: '{node.Tier}' is not a tier of a VM; vm and vm-reserved are.");
        else if ((node.Tier == "vm-reserved") != (node.ReservedYears is 1 or 3))
            errors.Add($"{key}reservedYears: give 1 or 3 with tier vm-reserved, and nothing with tier vm.");
        var docker = node.Docker is { } engine ? new DockerSettings(errors).Read(engine, $"{key}docker") : null;
        var reserve = node.Reserve is { } kept ? ReadReserve(kept, $"{key}reserve") : (Resources?)null;
        if (node.MaxPods is < 1 or > PodsPerVmMax)
            errors.Add($"{key}maxPods: {node.MaxPods} is not accepted; give 1 to {PodsPerVmMax}, or nothing for {PodsPerVmDefault}.");
        var scalars = ReadScalars(node.Resources, $"{key}resources");
        var taints = ReadTaints(node.Taints, $"{key}taints");
        CheckLabels(node.Labels, $"{key}labels");
        if (errors.Count > before)
            return null;
        var tier = Tier.Parse(node.Tier);
        if (prices.QuoteVm(region, node.Size, tier, node.ReservedYears) is { Rates: null } quote)
        {
            errors.Add($"{(key.Length == 0 ? "size" : key.TrimEnd('.'))}: {quote.Refusal}.");
            return null;
        }

        var read = NewNode.Of(NodeKind.Vm, node.Name, region, [tier], capacity!.Value, node.MaxPods ?? PodsPerVmDefault) with
        {
            Size = node.Size, ReservedYears = node.ReservedYears, Docker = docker, Reserve = reserve, Taints = taints, ScalarCapacity = scalars,
        };
        return read with { Metadata = read.Metadata with { Labels = read.Metadata.Labels.SetItems(node.Labels) } };
    }

    private Resources ReadReserve(ReserveConfig reserve, string key) => new(
        ReadAmount(reserve.Cpu, $"{key}.cpu", quantity => quantity.ToMillis(), "write cores like 500m or 2"),
        ReadAmount(reserve.Memory, $"{key}.memory", quantity => quantity.ToMib(), "write an amount like 512Mi or 2Gi"));

    private long ReadAmount(string? text, string key, Func<Quantity, System.Numerics.BigInteger> convert, string rule)
    {
        if (text is null)
            return 0;
        if (Quantity.TryParse(text, out var quantity) && !quantity.IsNegative && convert(quantity) is var amount && amount <= int.MaxValue)
            return (long)amount;
        errors.Add($"{key}: '{text}' is not an amount; {rule}.");
        return 0;
    }

    private ScalarResources? ReadScalars(Dictionary<string, string> resources, string key)
    {
        if (resources.Count > ResourcesMax)
            errors.Add($"{key}: {resources.Count} are too many; at most {ResourcesMax} are accepted.");
        var amounts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, text) in resources)
        {
            if (!ResourceNames.IsScalar(name))
                errors.Add($"{key}: '{name}' is not what a node can be said to have; write nvidia.com/gpu=2 or ephemeral-storage=50Gi. CPU and memory are those of its size.");
            else if (Quantity.TryParse(text ?? "", out var quantity) && quantity is { IsNegative: false, IsWhole: true } && quantity.ToWhole() <= AmountMax)
                amounts[name] = (long)quantity.ToWhole();
            else
                errors.Add($"{key}: '{text}' of {name} is not an amount; write a whole number like 2, or bytes like 50Gi.");
        }

        return ScalarResources.Of(amounts) is { IsEmpty: false } scalars ? scalars : null;
    }

    private ImmutableArray<Taint> ReadTaints(List<string> texts, string key)
    {
        if (texts.Count > TaintsMax)
            errors.Add($"{key}: {texts.Count} are too many; at most {TaintsMax} are accepted.");
        return [.. texts.Take(TaintsMax).Select(text => ReadTaint(text ?? "", key)).OfType<Taint>()];
    }

    private Taint? ReadTaint(string text, string key)
    {
        var colon = text.LastIndexOf(':');
        var name = colon < 0 ? text : text[..colon];
        var (label, value) = name.Split('=', 2) is [var left, var right] ? (left, right) : (name, "");
        var problem = LabelRules.FindKeyProblem(label) ?? LabelRules.FindValueProblem(value);
        if (problem is null && colon >= 0 && text[(colon + 1)..] is Taint.NoSchedule or Taint.PreferNoSchedule or Taint.NoExecute)
            return new Taint(label, value, text[(colon + 1)..]);
        errors.Add($"{key}: '{text}' is not a taint of a node; {problem ?? "write KEY=VALUE:EFFECT with the effect NoSchedule, PreferNoSchedule or NoExecute"}.");
        return null;
    }

    private void CheckLabels(Dictionary<string, string> labels, string key)
    {
        foreach (var (label, value) in labels)
        {
            if ((LabelRules.FindKeyProblem(label) ?? LabelRules.FindValueProblem(value ?? "")) is { } problem)
                errors.Add($"{key}: {problem}.");
        }
    }
}
