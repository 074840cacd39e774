using Burst.Simulation.Chaos.Faults;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>A kind of fault was about from an instant to an instant.</summary>
/// <param name="Subject">What it struck, as the injector names it; empty for all.</param>
internal readonly record struct FaultSpan(FaultKind Kind, string Subject, DateTimeOffset From, DateTimeOffset To)
{
    public bool Concerns(string subject) => Subject.Length == 0 || Subject.StartsWith(subject, StringComparison.Ordinal);
}
