using System.Globalization;

namespace Burst.Simulation.Checker;

/// <summary>A broken promise: whose, when (milliseconds of the trace), what should be and what is.</summary>
internal sealed record Violation(ViolationKind Kind, string Subject, long? AtMs, string Expected, string Found)
{
    public override string ToString()
    {
        var instant = AtMs is { } at ? string.Create(CultureInfo.InvariantCulture, $" at {at / 1000m:0.000} s") : "";
        return $"{Kind}: {Subject}{instant}: expected {Expected}, found {Found}";
    }
}
