using System.Collections.Concurrent;
using System.Net;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Mapping;

namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// Starts what <see cref="PodProgress"/> says is due. What could not be started, or ends again and again, is tried ever more slowly, as a
/// kubelet does.
/// </summary>
internal sealed class PodStarter(EngineClient engine, RestartBook book, TimeProvider time)
{
    public static readonly TimeSpan DelayMin = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan DelayMax = TimeSpan.FromMinutes(5);

    /// <summary>A container that has run for so long begins its back-off anew.</summary>
    public static readonly TimeSpan SteadyRun = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Retry> retries = new();
    private readonly StartClaims claims = new(time);

    public async Task AdvanceAsync(EnginePod pod, CancellationToken cancellationToken)
    {
        foreach (var container in PodProgress.FindDue(pod))
        {
            // Without their network none can start; beside one another they do not wait.
            if (!await TryStartAsync(pod, container, cancellationToken).ConfigureAwait(false) && container.Role != ContainerRole.Main)
                break;
        }
    }

    private async Task<bool> TryStartAsync(EnginePod pod, EngineContainer container, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var last = retries.GetValueOrDefault(container.Id);
        if (last.Delay > TimeSpan.Zero && last.At is null)
            retries[container.Id] = last = last with { At = now + last.Delay };
        if (last.At > now && last.At - now <= DelayMax)
            return false;
        if (!claims.TryTake(container))
            return true;
        var hasStarted = false;
        try
        {
            if (!container.IsNew)
                await book.RecordAsync(pod, container, cancellationToken).ConfigureAwait(false);
            await engine.StartContainerAsync(container.Id, cancellationToken).ConfigureAwait(false);
            hasStarted = true;
            Started(container, last);
            return true;
        }
        catch (EngineException exception) when (exception.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // It was removed meanwhile, or is just being removed: the next look says what is there.
            retries.TryRemove(container.Id, out _);
            return false;
        }
        catch (EngineException)
        {
            // What the runtime said is in the container's state, where the next look finds it.
            var next = last.Next();
            retries[container.Id] = next with { At = now + next.Delay };
            return false;
        }
        finally
        {
            if (!hasStarted)
                claims.Release(container);
        }
    }

    /// <summary>The first restart is at once; the next waits, from when it is seen that one is needed.</summary>
    private void Started(EngineContainer container, Retry last)
    {
        if (container.IsNew || !container.IsEndedFromHere)
            retries.TryRemove(container.Id, out _);
        else
            retries[container.Id] = container.FinishedAt - container.StartedAt >= SteadyRun ? default(Retry).Next() : last.Next();
    }

    /// <param name="At">Not before; null until the container is seen to have ended again.</param>
    private readonly record struct Retry(DateTimeOffset? At, TimeSpan Delay)
    {
        public Retry Next() => new(null, Delay == default ? DelayMin : Delay * 2 < DelayMax ? Delay * 2 : DelayMax);
    }
}
