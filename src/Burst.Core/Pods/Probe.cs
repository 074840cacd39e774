using System.Collections.Immutable;

namespace Burst.Core.Pods;

/// <summary>How a container is asked how it is. Exactly one of <see cref="Exec"/>, <see cref="HttpGet"/> and <see cref="TcpPort"/> is set.</summary>
public sealed record Probe
{
    /// <summary>Well when it exits with 0.</summary>
    public ImmutableArray<string>? Exec { get; init; }

    /// <summary>Well when answered with 200-399.</summary>
    public HttpProbe? HttpGet { get; init; }

    /// <summary>Well when it accepts a connection; 1-65535.</summary>
    public int? TcpPort { get; init; }

    /// <summary>0 or more seconds after the container's start.</summary>
    public required int InitialDelaySeconds { get; init; }

    /// <summary>1 or more.</summary>
    public required int PeriodSeconds { get; init; }

    /// <summary>1 or more.</summary>
    public required int TimeoutSeconds { get; init; }

    /// <summary>1 or more good answers in a row; 1 for liveness.</summary>
    public required int SuccessThreshold { get; init; }

    /// <summary>1 or more bad answers in a row.</summary>
    public required int FailureThreshold { get; init; }

    /// <summary>How long a container that has failed it has to end; 1 or more. Null for its pod's own, and for readiness, which ends nothing.</summary>
    public int? TerminationGracePeriodSeconds { get; init; }
}
