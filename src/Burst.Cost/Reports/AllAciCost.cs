using Burst.Core.Units;

namespace Burst.Cost.Reports;

/// <summary>
/// The same pods for the same time, each as a container group in the region it ran in. Pods that did run on ACI cost what they
/// did; the others are sized as one container (the ledger keeps a pod's total) and start no later than they did.
/// </summary>
/// <param name="Cost">Null when refused.</param>
/// <param name="Refusal">Why there is no number; null when there is one.</param>
public sealed record AllAciCost(Money? Cost, string? Refusal);
