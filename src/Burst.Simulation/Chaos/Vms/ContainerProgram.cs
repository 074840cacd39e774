using System.Globalization;

namespace Burst.Simulation.Chaos.Vms;

/// <summary>
/// What a simulated container does, as its command says: <c>sim run SECONDS EXITCODE</c>; <c>sim flaky SECONDS EXITCODE PERMILLE</c>,
/// which fails in so many of a thousand pods, always the same ones; or <c>sim serve</c>.
/// </summary>
/// <param name="Runs">Null for as long as it is let.</param>
internal readonly record struct ContainerProgram(TimeSpan? Runs, int ExitCode)
{
    public static readonly ContainerProgram Serve = new(null, 0);

    public static ContainerProgram Parse(IReadOnlyList<string> command, string pod) => command switch
    {
        ["sim", "run", var seconds, var exitCode] => new(Seconds(seconds), Number(exitCode)),
        ["sim", "flaky", var seconds, var exitCode, var perMille] => new(Seconds(seconds), FailsIn(pod, Number(perMille)) ? Number(exitCode) : 0),
        _ => Serve,
    };

    private static bool FailsIn(string pod, int perMille) => SeededRandom.For(0, pod).Chance(perMille);

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
