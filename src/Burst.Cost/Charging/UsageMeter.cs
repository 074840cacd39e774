using Burst.Core.Ledger;

namespace Burst.Cost.Charging;

/// <summary>
/// What a usage record costs between two instants. ACI bills a container group by the second, so each second is charged whole at
/// the instant it starts; a VM node is charged by the millisecond; a pod on a VM costs nothing itself, its node does. Charges of
/// adjoining windows add up to the charge of the whole, wherever the cut is.
/// </summary>
public static class UsageMeter
{
    /// <summary>The exact charge of the part of the record in [from, to); an open record goes on until <paramref name="to"/>.</summary>
    public static Charge Between(UsageRecord record, DateTimeOffset from, DateTimeOffset to) =>
        UsageSlice.Cut(record, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()) is { } slice ? Of(slice) : Charge.Zero;

    internal static Charge Of(UsageSlice slice) => slice.Record.Kind switch
    {
        UsageKind.ContainerGroup => Price(slice.Record, slice.StartedSecondsMillis),
        UsageKind.VmNode => Price(slice.Record, slice.Millis),
        _ => Charge.Zero,
    };

    internal static Charge Price(UsageRecord record, long millis) => record.Kind switch
    {
        UsageKind.ContainerGroup => Charge.OfGroup(record.Rates, record.Billed, millis),
        UsageKind.VmNode => Charge.OfNode(record.Rates, millis),
        _ => Charge.Zero,
    };
}
