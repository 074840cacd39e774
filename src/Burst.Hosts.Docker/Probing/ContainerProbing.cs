using Burst.Core.Pods;
using Burst.Core.Timing;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker.Probing;

/// <summary>
/// Asks a container's probes for as long as one run of it lasts, as a kubelet does: each begins its initial delay after the start and
/// comes once a period, and until the startup probe has succeeded the others wait.
/// </summary>
internal sealed class ContainerProbing : IAsyncDisposable
{
    private readonly EnginePod pod;
    private readonly EngineContainer container;
    private readonly Prober prober;
    private readonly TimeProvider time;
    private readonly Func<string, Probe, CancellationToken, Task> restart;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource startedUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task work;
    private readonly Lock change = new();
    private volatile ContainerHealth health;

    /// <param name="restart">Ends the run; told why, and which probe says so. The probes are over then.</param>
    /// <param name="restarted">Why the run before this one was ended; null for no such reason.</param>
    public ContainerProbing(EnginePod pod, EngineContainer container, Prober prober, TimeProvider time, Func<string, Probe, CancellationToken, Task> restart, string? restarted)
    {
        (this.pod, this.container, this.prober, this.time, this.restart) = (pod, container, prober, time, restart);
        var probes = container.Probes!;
        health = new ContainerHealth(IsKnown: false, ReadyAt: null, HasStartedUp: probes.Startup is null, restarted);
        if (probes.Startup is null)
            startedUp.SetResult();
        work = Task.WhenAll(
            AskAllAsync(probes.Startup, TakeStartup), AskAllAsync(probes.Liveness, TakeLiveness), AskAllAsync(probes.Readiness, TakeReadiness));
    }

    /// <summary>The run that is asked.</summary>
    public DateTimeOffset? StartedAt => container.StartedAt;

    public string HolderId => pod.Holder!.Id;

    public ContainerHealth Health => health;

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await work.ConfigureAwait(false);
        stopping.Dispose();
    }

    /// <param name="take">Told of each answer; returns whether there is more to ask.</param>
    private async Task AskAllAsync(Probe? probe, Func<ProbeTally, string, Task<bool>> take)
    {
        if (probe is null)
            return;
        await Task.Yield();
        var (tally, memory) = (default(ProbeTally), new ProbeMemory());
        try
        {
            await WaitForStartAsync(TimeSpan.FromSeconds(probe.InitialDelaySeconds)).ConfigureAwait(false);
            if (probe != container.Probes!.Startup)
                await startedUp.Task.WaitAsync(stopping.Token).ConfigureAwait(false);
            while (true)
            {
                var next = time.GetUtcNow() + TimeSpan.FromSeconds(probe.PeriodSeconds);
                var answer = await prober.AskAsync(pod, container, probe, memory, stopping.Token).ConfigureAwait(false);
                if (answer.Outcome != ProbeOutcome.Unknown)
                {
                    tally = tally.Add(answer.Outcome == ProbeOutcome.Good, probe);
                    if (!await take(tally, answer.Message).ConfigureAwait(false))
                        return;
                }

                await WaitUntilAsync(next).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The run is over, or nobody wants to know any more.
        }
    }

    private async Task<bool> TakeStartup(ProbeTally tally, string message)
    {
        if (tally.Holds == true)
        {
            Change(known => container.Probes!.Readiness is null
                ? known with { HasStartedUp = true, IsKnown = true, ReadyAt = time.GetUtcNow() }
                : known with { HasStartedUp = true });
            startedUp.TrySetResult();
            return false;
        }

        Change(known => known with { Message = $"Startup probe failed: {message}" });
        return tally.Holds is null || await RestartAsync(container.Probes!.Startup!).ConfigureAwait(false);
    }

    private async Task<bool> TakeLiveness(ProbeTally tally, string message)
    {
        if (tally.Holds != false)
            return true;
        Change(known => known with { Message = $"Liveness probe failed: {message}" });
        return await RestartAsync(container.Probes!.Liveness!).ConfigureAwait(false);
    }

    private Task<bool> TakeReadiness(ProbeTally tally, string message)
    {
        var trouble = tally.LastWasGood ? null : $"Readiness probe failed: {message}";
        if (tally.Holds is { } holds)
            Change(known => known with { IsKnown = true, ReadyAt = holds ? known.ReadyAt ?? time.GetUtcNow() : null, Message = trouble });
        else
            Change(known => known with { Message = trouble ?? known.Message });
        return Task.FromResult(true);
    }

    /// <summary>The probes answer beside one another.</summary>
    private void Change(Func<ContainerHealth, ContainerHealth> change)
    {
        lock (this.change)
            health = change(health);
    }

    private async Task<bool> RestartAsync(Probe failed)
    {
        await restart(health.Message!, failed, stopping.Token).ConfigureAwait(false);
        return false;
    }

    /// <summary>The start is by the engine's clock, and a difference of the two must not make the wait longer than it is.</summary>
    private Task WaitForStartAsync(TimeSpan delay)
    {
        var (now, at) = (time.GetUtcNow(), container.StartedAt!.Value + delay);
        return WaitUntilAsync(at - now > delay ? now + delay : at);
    }

    private async Task WaitUntilAsync(DateTimeOffset at)
    {
        var delay = at - time.GetUtcNow();
        if (delay > TimeSpan.Zero)
            await Wait.ForAsync(delay, time, stopping.Token).ConfigureAwait(false);
    }
}
