namespace Burst.Simulation.Chaos.Vms;

/// <summary>What a simulated container does, as its command says: <c>sim run SECONDS EXITCODE</c>, or <c>sim serve</c>.</summary>
/// <param name="Runs">Null for as long as it is let.</param>
internal readonly record struct ContainerProgram(TimeSpan? Runs, int ExitCode)
{
    public static readonly ContainerProgram Serve = new(null, 0);

    public static ContainerProgram Parse(IReadOnlyList<string> command) => command is ["sim", "run", var seconds, var exitCode]
        ? new(TimeSpan.FromSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)),
            int.Parse(exitCode, System.Globalization.CultureInfo.InvariantCulture))
        : Serve;
}
