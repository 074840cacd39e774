using System.Net;

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
        if (options.StopGracePeriod < TimeSpan.Zero || options.StopGracePeriod > TimeSpan.FromMinutes(5))
            yield return $"StopGracePeriod {options.StopGracePeriod} is out of range; give 0 to 5 minutes.";
        if (options.InspectInterval < TimeSpan.FromMilliseconds(10) || options.InspectInterval > TimeSpan.FromMinutes(1))
            yield return $"InspectInterval {options.InspectInterval} is out of range; give 10 ms to 1 minute.";
        foreach (var error in LimitErrors(options).Concat(ProvisioningErrors(options.Provisioning)))
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
        ];
        return limits.Where(l => l.Value < l.Min || l.Value > 1_000_000).Select(l => $"{l.Key} {l.Value} is out of range; give {l.Min} to 1000000.");
    }

    private static IEnumerable<string> ProvisioningErrors(ProvisioningProfile profile)
    {
        (string Key, TimeRange Range)[] ranges = [("Pending", profile.Pending), ("Pull", profile.Pull), ("Launch", profile.Launch)];
        var bad = ranges.Where(r => r.Range.Min < TimeSpan.Zero || r.Range.Max < r.Range.Min || r.Range.Max > TimeSpan.FromHours(1));
        foreach (var (key, range) in bad)
            yield return $"Provisioning.{key} {range.Min} to {range.Max} is not a range; give 0 <= min <= max <= 1 hour.";
        if (profile.RetryAfterSeconds is < 0 or > 3600)
            yield return $"Provisioning.RetryAfterSeconds {profile.RetryAfterSeconds} is out of range; give 0 to 3600, or nothing.";
    }
}
