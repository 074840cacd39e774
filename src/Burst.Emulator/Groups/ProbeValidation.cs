using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>What is checked of a probe.</summary>
internal static class ProbeValidation
{
    private const int SecondsMax = 86_400;

    public static void Check(string group, string path, ProbeBody? probe)
    {
        if (probe is null)
            return;
        if (probe.Exec is null == probe.HttpGet is null)
            throw Invalid(group, path, "it must have exactly one of exec and httpGet.");
        if (probe.Exec is { Command: null or { Count: 0 } })
            throw Invalid(group, $"{path}.exec.command", "it must name a program.");
        if (probe.HttpGet is { Port: not (>= 1 and <= 65535) })
            throw Invalid(group, $"{path}.httpGet.port", "it must be 1 to 65535.");
        if (probe.HttpGet?.Scheme is { } scheme && scheme.ToLowerInvariant() is not ("http" or "https"))
            throw Invalid(group, $"{path}.httpGet.scheme", "it must be http or https.");
        (string Name, int? Value, int Min)[] numbers =
        [
            ("initialDelaySeconds", probe.InitialDelaySeconds, 0), ("periodSeconds", probe.PeriodSeconds, 1), ("timeoutSeconds", probe.TimeoutSeconds, 1),
            ("failureThreshold", probe.FailureThreshold, 1), ("successThreshold", probe.SuccessThreshold, 1),
        ];
        if (numbers.FirstOrDefault(n => n.Value < n.Min || n.Value > SecondsMax) is { Name: { } name, Min: var min })
            throw Invalid(group, $"{path}.{name}", $"it must be {min} to {SecondsMax}.");
    }

    private static Arm.ArmException Invalid(string group, string path, string what) =>
        GroupErrors.Invalid("InvalidProbe", $"The probe '{path}' in container group '{group}' is invalid: {what}");
}
