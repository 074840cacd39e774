namespace Burst.Testing.Hosts;

/// <summary>What a pod does on a fake host: starts after a while, runs for a time (null: until it is ended), exits with a code.</summary>
public sealed record PodRun(TimeSpan StartsAfter, TimeSpan? RunsFor, int ExitCode)
{
    public static readonly PodRun Forever = new(TimeSpan.Zero, null, 0);

    public static PodRun For(double seconds, int exitCode = 0) => new(TimeSpan.Zero, TimeSpan.FromSeconds(seconds), exitCode);
}
