using Burst.Simulation.Chaos.Vms;

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
    /// <summary>How long it runs and how it ends in this pod.</summary>
    public ContainerProgram FindProgram(string pod) => ContainerProgram.Parse(Command, pod);
}
