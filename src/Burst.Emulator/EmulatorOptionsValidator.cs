using System.Net;
using Burst.Emulator.Faults;

namespace Burst.Emulator;

internal static class EmulatorOptionsValidator
{
    /// <exception cref="EmulatorStartException">Something is out of range; all such things are named.</exception>
    public static void Validate(EmulatorOptions options)
    {
        var errors = Errors(options).ToArray();
        if (errors.Length > 0)
            throw new EmulatorStartException("The emulator's options are invalid: " + string.Join(" ", errors));
    }

    private static IEnumerable<string> Errors(EmulatorOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.StateFolder))
            yield return "StateFolder is empty; give a folder that the emulator may write to.";
        if (!IPAddress.TryParse(options.Address, out _))
            yield return $"Address '{options.Address}' is not an IP address; give one such as 127.0.0.1, ::1 or 0.0.0.0.";
        if (options.Port is < 0 or > 65535)
            yield return $"Port {options.Port} is out of range; give 0 (any free port) to 65535.";
        if (options.ExportCaFile is { } file && string.IsNullOrWhiteSpace(file))
            yield return "ExportCaFile is empty; give a file name, or leave it out.";
        if (options.ListPageSize is < 1 or > 10_000)
            yield return $"ListPageSize {options.ListPageSize} is out of range; give 1 to 10000.";
        if (options.InvoiceLinesMax is < 1 or > 1_000_000)
            yield return $"InvoiceLinesMax {options.InvoiceLinesMax} is out of range; give 1 to 1000000.";
        foreach (var price in options.Prices.Where(price => !price.IsValid))
            yield return $"Prices has {price}, which is invalid; give a region such as westeurope and 0 to 1000 dollars an hour with up to 12 decimals.";
        if (options.SpotEvictionsPerHour is not (>= 0 and <= 3600))
            yield return $"SpotEvictionsPerHour {options.SpotEvictionsPerHour} is out of range; give 0 to 3600.";
        if (options.StopGracePeriod < TimeSpan.Zero || options.StopGracePeriod > TimeSpan.FromMinutes(5))
            yield return $"StopGracePeriod {options.StopGracePeriod} is out of range; give 0 to 5 minutes.";
        if (options.InspectInterval < TimeSpan.FromMilliseconds(10) || options.InspectInterval > TimeSpan.FromMinutes(1))
            yield return $"InspectInterval {options.InspectInterval} is out of range; give 10 ms to 1 minute.";
        foreach (var error in LimitErrors(options).Concat(ProvisioningErrors(options.Provisioning)).Concat(FaultErrors(options.Faults)))
            yield return error;
    }

    private static IEnumerable<string> LimitErrors(EmulatorOptions options)
    {
        (string Key, int Value, int Min)[] limits =
        [
            ("Quota.ContainerGroups", options.Quota.ContainerGroups, 0),
            ("Quota.StandardCores", options.Quota.StandardCores, 0),
            ("Quota.StandardSpotCores", options.Quota.StandardSpotCores, 0),
            ("Rates.RequestsPerFiveMinutes", options.Rates.RequestsPerFiveMinutes, 1),
            ("Rates.RequestsPerHour", options.Rates.RequestsPerHour, 1),
            ("Rates.Reads.Burst", options.Rates.Reads.Burst, 1),
            ("Rates.Reads.PerSecond", options.Rates.Reads.PerSecond, 1),
            ("Rates.Writes.Burst", options.Rates.Writes.Burst, 1),
            ("Rates.Writes.PerSecond", options.Rates.Writes.PerSecond, 1),
            ("Rates.Deletes.Burst", options.Rates.Deletes.Burst, 1),
            ("Rates.Deletes.PerSecond", options.Rates.Deletes.PerSecond, 1),
        ];
        return limits.Where(l => l.Value < l.Min || l.Value > 1_000_000).Select(l => $"{l.Key} {l.Value} is out of range; give {l.Min} to 1000000.");
    }

    private static IEnumerable<string> FaultErrors(IReadOnlyList<FaultRule> faults)
    {
        if (faults.Count > FaultBook.FaultsMax)
            yield return $"Faults has {faults.Count} faults; give at most {FaultBook.FaultsMax}.";
        if (faults.GroupBy(fault => fault.Name).FirstOrDefault(named => named.Count() > 1) is { } twice)
            yield return $"Faults has the name '{twice.Key}' twice; give each its own.";
        foreach (var fault in faults)
        {
            foreach (var error in FaultRuleValidation.Errors(fault))
                yield return $"Faults '{fault.Name}': {error}";
        }
    }

    private static IEnumerable<string> ProvisioningErrors(ProvisioningProfile profile)
    {
        (string Key, Latency Latency)[] steps =
        [
            ("Pending", profile.Pending), ("Pull", profile.Pull), ("Launch", profile.Launch), ("SpotRestart", profile.SpotRestart), ("Answer", profile.Answer),
        ];
        foreach (var (key, latency) in steps.Where(step => !step.Latency.IsValid))
            yield return $"Provisioning.{key} {latency.Min} to {latency.Max} is not a latency; give 0 <= min <= max <= 1 hour, a heavy tail with 0 < min.";
        if (profile.RetryAfterSeconds is < 0 or > 3600)
            yield return $"Provisioning.RetryAfterSeconds {profile.RetryAfterSeconds} is out of range; give 0 to 3600, or nothing.";
    }
}
