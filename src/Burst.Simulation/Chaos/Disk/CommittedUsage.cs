using Burst.Core.Ledger;
using Burst.Core.Storage;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Disk;

/// <summary>Every usage record that was committed, as it was last: what the database has to answer for in one form or the other.</summary>
internal sealed class CommittedUsage(History history)
{
    private readonly SortedDictionary<string, UsageRecord> records = new(StringComparer.Ordinal);

    public IReadOnlyList<UsageRecord> Records => [.. records.Values];

    public void Add(StateCommit commit)
    {
        foreach (var record in commit.Changes.OfType<Change.PutUsage>().Select(change => change.Record))
        {
            if (records.GetValueOrDefault(record.Id) is not { IsFinal: true })
                records[record.Id] = record;
            if (history.IsRead)
                history.Tell("usage", Describe(record));
        }
    }

    private static string Describe(UsageRecord record) =>
        $"{record.Id} {record.PodName} on {record.Node} as {record.Tier} {record.StartedAt:T}{(record.StartIsPresumed ? " presumed" : "")} to {record.EndedAt:T}";
}
