namespace Burst.Simulation.Chaos.Arm;

/// <summary>One container of a create, with secret values already dropped: they never come back.</summary>
internal sealed record ContainerOrder(
    string Name,
    string Image,
    IReadOnlyList<string> Command,
    IReadOnlyList<(string Name, string? Value)> Environment,
    IReadOnlyList<(string Protocol, int Port)> Ports,
    long CpuMillis,
    long MemoryDeciGb)
{
    /// <summary>
    /// How long it runs and how it ends, after the convention of simulated containers: <c>sim run SECONDS EXITCODE</c>. Null for
    /// <c>sim serve</c> and any other command, which run until they are ended.
    /// </summary>
    public (TimeSpan Runs, int ExitCode)? FindProgram() =>
        Command is ["sim", "run", var seconds, var exitCode]
            ? (TimeSpan.FromSeconds(double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)),
                int.Parse(exitCode, System.Globalization.CultureInfo.InvariantCulture))
            : null;
}
