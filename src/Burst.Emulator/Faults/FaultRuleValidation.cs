using System.Text.RegularExpressions;

namespace Burst.Emulator.Faults;

internal static partial class FaultRuleValidation
{
    private const int CountMax = 1_000_000;

    private static readonly string[] Verbs = ["GET", "PUT", "PATCH", "POST", "DELETE", "HEAD"];

    /// <summary>What is wrong with the rule, each with what is accepted.</summary>
    public static IEnumerable<string> Errors(FaultRule rule)
    {
        if (!Name().IsMatch(rule.Name))
            yield return $"name '{rule.Name}' is invalid; give 1 to 63 lower-case letters, digits and hyphens.";
        if (rule.Match.Verb is { } verb && !Verbs.Contains(verb, StringComparer.OrdinalIgnoreCase))
            yield return $"verb '{verb}' is unknown; give one of {string.Join(", ", Verbs)}.";
        if (rule.Match.Group is { Length: 0 })
            yield return "group is empty; give a name, with * for any characters, or leave it out.";
        if (rule.Match.Operation is { } operation)
        {
            var accepted = FaultKinds.OperationsOf(rule.Kind) ?? Operations.All;
            if (!accepted.Contains(operation.ToLowerInvariant()))
                yield return $"operation '{operation}' cannot have the fault {FaultKinds.NameOf(rule.Kind)}; give one of {string.Join(", ", accepted)}.";
        }

        foreach (var error in NumberErrors(rule).Concat(UseErrors(rule)))
            yield return error;
    }

    private static IEnumerable<string> NumberErrors(FaultRule rule)
    {
        if (rule.Skip is < 0 or > CountMax)
            yield return $"skip {rule.Skip} is out of range; give 0 to {CountMax}.";
        if (rule.Times is < 1 or > CountMax)
            yield return $"times {rule.Times} is out of range; give 1 to {CountMax}.";
        if (rule.Probability is { } probability && probability is not (> 0 and <= 1))
            yield return $"probability {probability} is out of range; give more than 0, up to 1.";
        if (rule.Delay < TimeSpan.Zero || rule.Delay > TimeSpan.FromMinutes(10))
            yield return $"delayMs {rule.Delay.TotalMilliseconds} is out of range; give 1 to 600000.";
        if (rule.RetryAfterSeconds is < 0 or > 3600)
            yield return $"retryAfterSeconds {rule.RetryAfterSeconds} is out of range; give 0 to 3600.";
        if (rule.Keep is < 0 or > 10_000)
            yield return $"keep {rule.Keep} is out of range; give 0 to 10000.";
        if (rule.ForSeconds is < 1 or > 86_400)
            yield return $"forSeconds {rule.ForSeconds} is out of range; give 1 to 86400.";
    }

    // What a kind has no use for was meant for another one.
    private static IEnumerable<string> UseErrors(FaultRule rule)
    {
        var kind = FaultKinds.NameOf(rule.Kind);
        if (rule.Kind == FaultKind.Delay && rule.Delay == TimeSpan.Zero)
            yield return "delayMs is missing; a delay needs 1 to 600000.";
        if (rule.Kind != FaultKind.Delay && rule.Delay != TimeSpan.Zero)
            yield return $"delayMs is for the fault delay only, not for {kind}.";
        if (rule.RetryAfterSeconds is not null && !FaultKinds.IsRefusal(rule.Kind))
            yield return $"retryAfterSeconds is for refusals only, not for {kind}.";
        if (rule.AfterEffect && rule.Kind != FaultKind.Delay && !FaultKinds.IsRefusal(rule.Kind))
            yield return $"afterEffect is for delay and refusals only, not for {kind}.";
        if (rule.Keep is not null && rule.Kind != FaultKind.TruncateList)
            yield return $"keep is for the fault truncate-list only, not for {kind}.";
        if (rule.ForSeconds is not null && rule.Kind != FaultKind.FailPull)
            yield return $"forSeconds is for the fault fail-pull only, not for {kind}.";
    }

    [GeneratedRegex(@"^[a-z0-9][-a-z0-9]{0,62}\z")]
    private static partial Regex Name();
}
