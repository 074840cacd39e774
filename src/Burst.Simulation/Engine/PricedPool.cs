using Burst.Core.Ledger;
using Burst.Core.Units;

namespace Burst.Simulation.Engine;

/// <summary>VM nodes of one size, what each of them has and what it costs.</summary>
/// <param name="Rates">Null when there is no price.</param>
/// <param name="Refusal">Why there is no price; empty when there is one.</param>
internal sealed record PricedPool(VmPool Pool, Resources Capacity, UsageRates? Rates, string Refusal);
