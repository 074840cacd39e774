using Burst.Core.Hosts;
using Burst.Hosts.Docker.Pods;
using Burst.Hosts.Docker.Stats;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker;

public sealed partial class DockerPodHost
{
    private const int StatsAtOnceMax = 16;
    private static readonly TimeSpan StatsAge = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim statsTurn = new(1, 1);
    private IReadOnlyList<PodUse> stats = [];
    private long? statsReadAt;

    /// <inheritdoc/>
    /// <remarks>One call for each container, which takes the engine a second or two, so they are made only when asked for, and serve who asks within ten seconds.</remarks>
    public Task<IReadOnlyList<PodUse>> ReadStatsAsync(CancellationToken cancellationToken) => GuardAsync("say what its pods use", async () =>
    {
        await statsTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (statsReadAt is not { } at || time.GetElapsedTime(at) >= StatsAge)
            {
                stats = await MeasureAsync(await inventory.ReadAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
                statsReadAt = time.GetTimestamp();
            }

            return stats;
        }
        finally
        {
            statsTurn.Release();
        }
    });

    private async Task<IReadOnlyList<PodUse>> MeasureAsync(IReadOnlyList<EnginePod> pods, CancellationToken cancellationToken)
    {
        var running = pods.SelectMany(pod => pod.Workers.Where(worker => worker.IsRunning).Select(worker => (pod.Uid, Container: worker))).ToList();
        var found = new StatsDto?[running.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = StatsAtOnceMax, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, running.Count, options, async (i, token) =>
            found[i] = await engine.FindStatsAsync(running[i].Container.Id, token).ConfigureAwait(false)).ConfigureAwait(false);
        var uses = running.Select((container, i) => (container.Uid, Read: found[i] is { } dto ? StatsMapping.Read(container.Container.Name, dto) : null));
        return
        [
            .. uses.Where(use => use.Read is not null).GroupBy(use => use.Uid).OrderBy(group => group.Key)
                .Select(group => new PodUse(group.Key, group.Max(use => use.Read!.Value.At), group.Max(use => use.Read!.Value.Window), [.. group.Select(use => use.Read!.Value.Use)])),
        ];
    }
}
