using System.Globalization;
using Burst.Core.Units;
using Burst.Hosts.Docker.Mapping;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Machines;

/// <summary>How much of a machine a container is to be left. Pure.</summary>
internal static class Reservation
{
    private const long SharesPerCore = 1024;
    private const long NanosPerMilli = 1_000_000;
    private const long UsualPeriodMicros = 100_000;
    private const long BytesPerMib = 1024 * 1024;

    /// <summary>
    /// Of what is not Burst's: what it may use at most, where it is limited, and else what it is to have before others, where that was said. One
    /// that says nothing has reserved nothing, whatever it uses.
    /// </summary>
    public static Resources Of(HostConfigDto config) => new(CpuMillisOf(config), MibOf(config.Memory) is > 0 and var limit ? limit : MibOf(config.MemoryReservation));

    /// <summary>Of another cluster, or another node of this one: what its pods request, which their holders carry.</summary>
    public static Resources OfBurst(IReadOnlyDictionary<string, string> labels) =>
        new(NumberOf(labels, PodLabels.RequestedCpuMillis), NumberOf(labels, PodLabels.RequestedMemoryMib));

    private static long CpuMillisOf(HostConfigDto config)
    {
        if (config.NanoCpus is > 0 and var nanos)
            return nanos / NanosPerMilli;
        if (config.CpuQuota is > 0 and var quota)
            return quota * 1000 / (config.CpuPeriod is > 0 and var period ? period : UsualPeriodMicros);
        return config.CpuShares is > 0 and var shares ? shares * 1000 / SharesPerCore : 0;
    }

    private static long MibOf(long? bytes) => bytes is > 0 ? (bytes.Value + BytesPerMib - 1) / BytesPerMib : 0;

    private static long NumberOf(IReadOnlyDictionary<string, string> labels, string label) =>
        labels.TryGetValue(label, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
