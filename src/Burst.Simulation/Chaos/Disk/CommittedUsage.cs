using Burst.Core.Ledger;
using Burst.Core.Storage;

namespace Burst.Simulation.Chaos.Disk;

/// <summary>Every usage record that was committed, as it was last: what the database has to answer for in one form or the other.</summary>
internal sealed class CommittedUsage
{
    private readonly SortedDictionary<string, UsageRecord> records = new(StringComparer.Ordinal);

    public IReadOnlyList<UsageRecord> Records => [.. records.Values];

    public void Add(StateCommit commit)
    {
        foreach (var record in commit.Changes.OfType<Change.PutUsage>().Select(change => change.Record))
        {
            if (records.GetValueOrDefault(record.Id) is not { IsFinal: true })
                records[record.Id] = record;
        }
    }
}
