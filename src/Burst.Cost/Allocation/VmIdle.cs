using Burst.Core.Ledger;
using Burst.Cost.Charging;

namespace Burst.Cost.Allocation;

/// <summary>What one VM node cost beyond what its pods requested, and the core time they left.</summary>
internal readonly record struct VmIdle(UsageRecord Node, Charge Charge, Int128 MilliCoreMillis);
