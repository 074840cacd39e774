using Burst.Core.Nodes;

namespace Burst.Server.Configuration;

/// <summary>Whoever lets a tool spend money in a real subscription says how much.</summary>
internal static class SpendCapRule
{
    /// <summary>Why these nodes cannot be driven without a spend cap; null when none of them costs anything.</summary>
    public static string? Refusal(IEnumerable<Node> nodes) =>
        nodes.FirstOrDefault(node => node.Aci is { IsEmulator: false }) is { } real
            ? $"spendCapPerHour: must be set before a real subscription is used (node {real.Name}); write it like \"5.00\" (USD per hour)."
            : null;
}
