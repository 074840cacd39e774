using Burst.Core.Ledger;
using Burst.Core.Objects;

namespace Burst.Core.Storage;

/// <summary>The current state as the store has it. <see cref="OpenUsage"/> holds the intervals that have not ended.</summary>
public sealed record StoredState(
    long ResourceVersion,
    IReadOnlyList<ClusterObject> Objects,
    IReadOnlyList<UsageRecord> OpenUsage,
    IReadOnlyDictionary<string, string> Settings);
