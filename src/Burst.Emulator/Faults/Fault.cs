using Burst.Emulator.Groups;

namespace Burst.Emulator.Faults;

/// <summary>A fault at work: it finds its requests and counts itself. Not thread-safe; the book holds its lock.</summary>
internal sealed class Fault(FaultRule rule)
{
    private readonly ImagePatterns? _group = rule.Match.Group is { } pattern ? new ImagePatterns([pattern]) : null;

    public FaultRule Rule { get; } = rule;

    /// <summary>Requests it was for.</summary>
    public int Matched { get; private set; }

    /// <summary>Requests it struck.</summary>
    public int Fired { get; private set; }

    public int? Remaining => Rule.TimesMax - Fired;

    public bool Matches(RequestTarget target) =>
        (Rule.Match.Verb is not { } verb || verb.Equals(target.Verb, StringComparison.OrdinalIgnoreCase))
        && (Rule.Match.Operation is not { } operation || operation.Equals(target.Operation, StringComparison.OrdinalIgnoreCase))
        && (FaultKinds.OperationsOf(Rule.Kind)?.Contains(target.Operation) ?? true)
        && (_group is null || (target.Group is { } group && _group.Match(group.Name)));

    /// <summary>Counts a matching request; true when it is struck.</summary>
    public bool Strike()
    {
        Matched++;
        if (Matched <= Rule.Skip || Remaining <= 0 || (Rule.Probability is { } probability && Chance() >= probability))
            return false;
        Fired++;
        return true;
    }

    // A function of the seed and the number of the request, so that other faults and other requests change nothing.
    private double Chance() => SeededChance.Of($"{Rule.Seed}|{Rule.Name}|{Matched}");
}
