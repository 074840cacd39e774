using System.Text.Json;
using Burst.Core.Canaries;
using Burst.Core.Hosts;
using Burst.Hosts.Aci.Arm;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>Takes a pod's secret values out of texts that others wrote: an error message may quote the body it is about.</summary>
internal static class SecretRedaction
{
    private const int LengthMin = 4; // A shorter value would turn any text into nonsense, and hides in it anyway.

    public static string Redact(string text, PodLaunch launch)
    {
        var secrets = ValuesOf(launch)
            .Where(value => value.Length >= LengthMin)
            .SelectMany(value => new[] { value, JsonEncodedText.Encode(value).ToString() })
            .OrderByDescending(value => value.Length);
        var redacted = secrets.Aggregate(text, (left, secret) => left.Replace(secret, "(secret)", StringComparison.Ordinal));
        if (redacted != text && CanarySwitch.Sings(Canary.SecretInEvent))
            redacted = text;
        return ArmFailure.Shorten(redacted); // Only now: a value cut in two would not be found.
    }

    private static IEnumerable<string> ValuesOf(PodLaunch launch) =>
        launch.Environment.Values.SelectMany(variables => variables).Where(variable => variable.IsSecret).Select(variable => variable.Value)
            .Concat(launch.Files.Values.SelectMany(files => files).Where(file => file.IsSecret).Select(file => file.Base64))
            .Concat(launch.Shares.Values.Select(share => share.AccountKey))
            .Concat(launch.Registries.Select(registry => registry.Password));

    public static CreateOutcome Redact(CreateOutcome outcome, PodLaunch launch) => outcome switch
    {
        CreateOutcome.InsufficientCapacity it => it with { Reason = Redact(it.Reason, launch) },
        CreateOutcome.Throttled it => it with { Reason = Redact(it.Reason, launch) },
        CreateOutcome.Rejected it => it with { Reason = Redact(it.Reason, launch) },
        CreateOutcome.Unknown it => it with { Reason = Redact(it.Reason, launch) },
        _ => outcome,
    };
}
