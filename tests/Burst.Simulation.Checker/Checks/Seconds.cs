using System.Globalization;

namespace Burst.Simulation.Checker.Checks;

/// <summary>Milliseconds as people read them.</summary>
internal static class Seconds
{
    public static string Text(long millis) => string.Create(CultureInfo.InvariantCulture, $"{millis / 1000m:0.###} s");
}
