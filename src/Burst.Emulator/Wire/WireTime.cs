using System.Globalization;

namespace Burst.Emulator.Wire;

/// <summary>Instants in the three precisions that the service uses.</summary>
internal static class WireTime
{
    /// <summary>Events: whole seconds.</summary>
    public static string Event(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Container states: milliseconds, without trailing zeros.</summary>
    public static string State(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Operations: ticks.</summary>
    public static string Operation(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
