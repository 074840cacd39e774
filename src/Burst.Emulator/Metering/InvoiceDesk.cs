using Burst.Emulator.Groups;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Metering;

/// <summary>Makes out the invoice as of now.</summary>
internal sealed class InvoiceDesk(GroupStore store, InvoiceJournal journal, PriceTable prices, TimeProvider time)
{
    public InvoiceBody MakeOut()
    {
        var now = time.GetUtcNow();
        var open = store.All.Select(g => g.Record).Where(r => r.StoppedAt is null)
            .OrderBy(r => r.Deployment.PullingAt).Select(r => GroupMeter.LineOf(r, null, now)).OfType<InvoiceLine>().ToArray();
        // Read after the open ones: a line closed in between is in both and counts as closed.
        var closed = journal.Lines();
        var known = closed.Select(line => line.RuntimeId).ToHashSet();
        var (total, unpriced, lines) = InvoiceTotals.Price([.. closed.Select(Complete), .. open.Where(line => !known.Contains(line.RuntimeId))], prices);
        return new(now, journal.Dropped, "USD", total, unpriced, lines);
    }

    // Lines of earlier versions have neither a billed size nor whole seconds.
    private static InvoiceLine Complete(InvoiceLine line) => line with
    {
        BilledCpu = line.BilledCpu ?? BilledSize.RoundUpCpu(line.Cpu),
        BilledMemoryInGB = line.BilledMemoryInGB ?? BilledSize.RoundUpMemory(line.MemoryInGB),
        BilledSeconds = GroupMeter.StartedSeconds(line.StartedAt, line.StoppedAt!.Value),
    };
}
