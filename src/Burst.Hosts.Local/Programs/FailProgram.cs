using System.Globalization;

namespace Burst.Hosts.Local.Programs;

internal static class FailProgram
{
    public static int Run(string codeText, string afterText, TextWriter error, TimeProvider timeProvider)
    {
        if (!byte.TryParse(codeText, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            throw new FormatException($"'{codeText}' is not an exit code; 0 to 255 are.");

        Task.Delay(DurationText.Parse(afterText), timeProvider, CancellationToken.None).GetAwaiter().GetResult();
        error.WriteLine($"failing with exit code {code}");
        return code;
    }
}
