using System.Collections.Concurrent;
using System.Net;
using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Pods;

/// <summary>Starts what <see cref="PodProgress"/> says is due. What could not be started is tried again ever more slowly, as a kubelet does.</summary>
internal sealed class PodStarter(EngineClient engine, TimeProvider time)
{
    public static readonly TimeSpan DelayMin = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan DelayMax = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Retry> retries = new();

    public async Task AdvanceAsync(EnginePod pod, CancellationToken cancellationToken)
    {
        foreach (var container in PodProgress.FindDue(pod))
        {
            if (!await TryStartAsync(container.Id, cancellationToken).ConfigureAwait(false))
                break;
        }
    }

    private async Task<bool> TryStartAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var last = retries.GetValueOrDefault(id);
        if (last.At > now && last.At - now <= DelayMax)
            return false;
        try
        {
            await engine.StartContainerAsync(id, cancellationToken).ConfigureAwait(false);
            retries.TryRemove(id, out _);
            return true;
        }
        catch (EngineException exception) when (exception.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // It was removed meanwhile, or is just being removed: the next look says what is there.
            retries.TryRemove(id, out _);
            return false;
        }
        catch (EngineException)
        {
            // What the runtime said is in the container's state, where the next look finds it.
            var delay = last.Delay == default ? DelayMin : last.Delay * 2 < DelayMax ? last.Delay * 2 : DelayMax;
            retries[id] = new Retry(now + delay, delay);
            return false;
        }
    }

    private readonly record struct Retry(DateTimeOffset At, TimeSpan Delay);
}
