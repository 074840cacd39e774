namespace Burst.Emulator.Runtime;

/// <summary>How simulated containers behave where their command line does not say.</summary>
public sealed record SimulatedRuntimeOptions
{
    /// <summary>How long an unknown program runs when its restart policy lets it end.</summary>
    public TimeSpan DefaultRunDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait before the first restart; doubles with each one, as Kubernetes does.</summary>
    public TimeSpan RestartBackOffMin { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan RestartBackOffMax { get; init; } = TimeSpan.FromMinutes(5);
}
