using Burst.Emulator;

namespace Burst.Cli.Commands;

/// <summary>How long one step of the emulator takes: <c>pull=3s~90s</c>.</summary>
internal static class EmulatorLatency
{
    public const string Steps = "pending, pull, launch, spot-restart or answer";

    /// <exception cref="FormatException">The text names no step, or no latency.</exception>
    public static EmulatorOptions Apply(EmulatorOptions options, string text)
    {
        var profile = options.Provisioning;
        return options with
        {
            Provisioning = text.Split('=') switch
            {
                ["pending", var value] => profile with { Pending = Latency.Parse(value) },
                ["pull", var value] => profile with { Pull = Latency.Parse(value) },
                ["launch", var value] => profile with { Launch = Latency.Parse(value) },
                ["spot-restart", var value] => profile with { SpotRestart = Latency.Parse(value) },
                ["answer", var value] => profile with { Answer = Latency.Parse(value) },
                _ => throw new FormatException($"'{text}' is not STEP=LATENCY; the steps are {Steps}."),
            },
        };
    }
}
