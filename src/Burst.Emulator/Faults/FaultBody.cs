namespace Burst.Emulator.Faults;

/// <summary>A fault as it is written by clients; the name is in the path.</summary>
internal sealed record FaultBody
{
    public string? Kind { get; init; }

    public string? Verb { get; init; }

    public string? Operation { get; init; }

    public string? Group { get; init; }

    public int? Skip { get; init; }

    public int? Times { get; init; }

    public double? Probability { get; init; }

    public int? Seed { get; init; }

    public bool? AfterEffect { get; init; }

    public int? DelayMs { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public int? Keep { get; init; }

    public int? ForSeconds { get; init; }

    /// <summary>The rule; the errors name what is wrong with it, and then it is null.</summary>
    public FaultRule? ToRule(string name, out IReadOnlyList<string> errors)
    {
        if (FaultKinds.Find(Kind) is not { } kind)
        {
            errors = [$"kind '{Kind}' is unknown; give one of {string.Join(", ", FaultKinds.Names)}."];
            return null;
        }

        var rule = new FaultRule
        {
            Name = name,
            Kind = kind,
            Match = new() { Verb = Verb, Operation = Operation, Group = Group },
            Skip = Skip ?? 0,
            Times = Times,
            Probability = Probability,
            Seed = Seed ?? 0,
            AfterEffect = AfterEffect ?? false,
            Delay = TimeSpan.FromMilliseconds(DelayMs ?? 0),
            RetryAfterSeconds = RetryAfterSeconds,
            Keep = Keep,
            ForSeconds = ForSeconds,
        };
        errors = [.. FaultRuleValidation.Errors(rule)];
        return errors.Count == 0 ? rule : null;
    }

    public static FaultBody Of(FaultRule rule) => new()
    {
        Kind = FaultKinds.NameOf(rule.Kind),
        Verb = rule.Match.Verb,
        Operation = rule.Match.Operation,
        Group = rule.Match.Group,
        Skip = rule.Skip > 0 ? rule.Skip : null,
        Times = rule.TimesMax,
        Probability = rule.Probability,
        Seed = rule.Probability is null ? null : rule.Seed,
        AfterEffect = rule.AfterEffect ? true : null,
        DelayMs = rule.Delay > TimeSpan.Zero ? (int)rule.Delay.TotalMilliseconds : null,
        RetryAfterSeconds = rule.RetryAfterSeconds,
        Keep = rule.Keep,
        ForSeconds = rule.ForSeconds,
    };
}
