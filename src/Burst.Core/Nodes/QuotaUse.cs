namespace Burst.Core.Nodes;

/// <summary>One quota as its service tells it: how much is used, by whomever, and how much may be.</summary>
/// <param name="Used">0 or more; groups, or thousandths of a core.</param>
/// <param name="Limit">0 or more, in the same unit.</param>
public readonly record struct QuotaUse(long Used, long Limit);
