using System.Collections.Immutable;
using Burst.Control.Loop;
using Burst.Core.Nodes;
using Burst.Scheduling.Planning;

namespace Burst.Simulation.Chaos.Controllers;

/// <summary>How the control plane of a simulated world is configured.</summary>
internal sealed record ControllerSettings
{
    public required ImmutableArray<Node> Nodes { get; init; }

    public required PlannerOptions Planner { get; init; }

    public required ControlLoopOptions Loop { get; init; }

    /// <summary>How often a VM node is asked how it is.</summary>
    public required TimeSpan VmInterval { get; init; }

    /// <summary>How often a virtual node is asked how it is.</summary>
    public required TimeSpan AciInterval { get; init; }

    public required TimeSpan DeleteConfirmWait { get; init; }

    /// <summary>How long a container group may stand without its cluster.</summary>
    public TimeSpan GroupExpiry { get; init; } = TimeSpan.FromHours(24);

    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
