using System.Globalization;
using Burst.Emulator;

namespace Burst.Cli.Commands;

/// <summary>One quota or rate of the emulator: <c>cores=500</c>, <c>reads=500/50</c>.</summary>
internal static class EmulatorLimit
{
    public const string Accepted = "groups=N, cores=N, spot-cores=N, requests-5m=N, requests-1h=N, reads=N/PERSECOND, writes=N/PERSECOND, deletes=N/PERSECOND";

    /// <exception cref="FormatException">The text is none of the accepted.</exception>
    public static EmulatorOptions Apply(EmulatorOptions options, string text) => text.Split('=') switch
    {
        ["groups", var value] => options with { Quota = options.Quota with { ContainerGroups = Number(value, text) } },
        ["cores", var value] => options with { Quota = options.Quota with { StandardCores = Number(value, text) } },
        ["spot-cores", var value] => options with { Quota = options.Quota with { StandardSpotCores = Number(value, text) } },
        ["requests-5m", var value] => options with { Rates = options.Rates with { RequestsPerFiveMinutes = Number(value, text) } },
        ["requests-1h", var value] => options with { Rates = options.Rates with { RequestsPerHour = Number(value, text) } },
        ["reads", var value] => options with { Rates = options.Rates with { Reads = Bucket(value, text) } },
        ["writes", var value] => options with { Rates = options.Rates with { Writes = Bucket(value, text) } },
        ["deletes", var value] => options with { Rates = options.Rates with { Deletes = Bucket(value, text) } },
        _ => throw Refused(text),
    };

    private static BucketLimit Bucket(string value, string text) => value.Split('/') is [var burst, var perSecond]
        ? new(Number(burst, text), Number(perSecond, text))
        : throw Refused(text);

    private static int Number(string value, string text) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Refused(text);

    private static FormatException Refused(string text) => new($"'{text}' is not a limit; give {Accepted}.");
}
