using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Objects;

namespace Burst.Testing.Storage;

/// <summary>What an <see cref="InMemoryStateStore"/> holds. Given to another store, it is what a restarted process finds.</summary>
public sealed class InMemoryState
{
    /// <summary>Entries kept of each kind of history; the oldest go.</summary>
    public const int HistoryMax = 100_000;

    internal Lock Gate { get; } = new();

    internal long ResourceVersion { get; set; }

    internal long LeaseToken { get; set; }

    internal string LeaseHolder { get; set; } = "";

    internal long LastSequence { get; set; }

    internal SortedDictionary<ObjectKey, ClusterObject> Objects { get; } = [];

    internal SortedDictionary<string, UsageRecord> Usage { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    internal List<ClusterEvent> Events { get; } = [];

    internal List<PlacementDecision> Decisions { get; } = [];

    internal List<AuditEntry> Audit { get; } = [];

    internal static void Append<T>(List<T> history, T entry)
    {
        if (history.Count == HistoryMax)
            history.RemoveRange(0, HistoryMax / 10);
        history.Add(entry);
    }
}
