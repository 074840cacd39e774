using Burst.Core.Pods;
using Burst.Core.Timing;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Probing;

/// <summary>Does what a lifecycle hook says: a command in the container, a request to it from within its network, or a pause.</summary>
internal sealed class HookRunner : IAsyncDisposable
{
    private readonly HolderConnections connections;
    private readonly Prober prober;
    private readonly TimeProvider time;

    public HookRunner(EngineClient engine, TimeProvider time)
    {
        this.time = time;
        connections = new HolderConnections(engine);
        prober = new Prober(engine, connections, time);
    }

    /// <param name="limit">What takes longer has failed.</param>
    public async Task<ProbeAnswer> RunAsync(EnginePod pod, EngineContainer container, LifecycleHook hook, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (hook.SleepSeconds is not { } seconds)
            return await prober.AskAsync(pod, container, Question(hook, limit), new ProbeMemory(), cancellationToken).ConfigureAwait(false);
        await Wait.ForAsync(TimeSpan.FromSeconds(Math.Min(seconds, limit.TotalSeconds)), time, cancellationToken).ConfigureAwait(false);
        return ProbeAnswer.Good;
    }

    public ValueTask DisposeAsync() => connections.DisposeAsync();

    private static Probe Question(LifecycleHook hook, TimeSpan limit) => new()
    {
        Exec = hook.Exec,
        HttpGet = hook.HttpGet,
        InitialDelaySeconds = 0,
        PeriodSeconds = 1,
        TimeoutSeconds = Math.Max(1, (int)limit.TotalSeconds),
        SuccessThreshold = 1,
        FailureThreshold = 1,
    };
}
