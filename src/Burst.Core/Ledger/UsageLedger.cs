namespace Burst.Core.Ledger;

/// <summary>
/// What was used, as of one instant: each use is in one single record or in the sums, never in both. Uptimes of nodes and what goes
/// on are always single records.
/// </summary>
public sealed record UsageLedger(IReadOnlyList<UsageRecord> Records, IReadOnlyList<UsageSum> Sums);
