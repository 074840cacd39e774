using Burst.Core.Nodes;
using Burst.Hosts.Docker.Engine;

namespace Burst.Hosts.Docker.Machines;

/// <summary>
/// Whether an engine's machine runs short of memory or disk: read once a minute, beside the calls that ask for it, and told from memory. The
/// limits are a kubelet's. What cannot be read is not known, and that is said too.
/// </summary>
internal sealed class PressureWatch(MachineGauge gauge, Func<bool, CancellationToken, Task> clean, TimeProvider time) : IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private const long MemoryBytesMin = 100 * 1024 * 1024;
    private const int DiskPercentMin = 10;

    /// <summary>Before the disk is short, images are cleaned up; and a shortage is over only well above its limit.</summary>
    private const int CleanBelowPercent = 15;
    private const int DiskPercentEnough = 12;

    private readonly CancellationTokenSource stopping = new();
    private Task reading = Task.CompletedTask;
    private long? askedAt;
    private volatile Found found = new(null, null);

    /// <summary>What is known; starts to read anew when that is a minute old.</summary>
    public (NodePressure? Memory, NodePressure? Disk) Look(string architecture)
    {
        if (reading.IsCompleted && (askedAt is not { } at || time.GetElapsedTime(at) >= Interval))
        {
            askedAt = time.GetTimestamp();
            reading = ReadAsync(architecture);
        }

        return (found.Memory, found.Disk);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task ReadAsync(string architecture)
    {
        await Task.Yield();
        try
        {
            var figures = await gauge.ReadAsync(architecture, stopping.Token).ConfigureAwait(false);
            found = new Found(Memory(figures), Disk(figures));
            await clean(PercentOf(figures) < CleanBelowPercent, stopping.Token).ConfigureAwait(false);
        }
        catch (EngineException exception) when (exception.Message.Contains("no space left", StringComparison.OrdinalIgnoreCase))
        {
            found = found with { Disk = Become(found.Disk, isUnder: true, $"The engine has no disk left: {exception.Message}") };
        }
        catch (Exception exception) when (EngineFailure.IsOne(exception) || exception is OperationCanceledException)
        {
            // Whether the engine answers at all is told by the node's own checks.
            found = new Found(null, null);
        }
    }

    private NodePressure Memory(MachineFigures figures) => Become(
        found.Memory, figures.MemoryAvailable < MemoryBytesMin, $"{figures.MemoryAvailable / (1024 * 1024)} MiB of memory are available; less than {MemoryBytesMin / (1024 * 1024)} are too few.");

    private NodePressure Disk(MachineFigures figures) => Become(
        found.Disk, PercentOf(figures) < (found.Disk is { IsUnder: true } ? DiskPercentEnough : DiskPercentMin),
        $"{PercentOf(figures)} % of the engine's disk ({figures.DiskAvailable / (1024 * 1024)} MiB) are available; less than {DiskPercentMin} % are too few.");

    /// <summary>What is as before keeps the words that it began with.</summary>
    private NodePressure Become(NodePressure? before, bool isUnder, string message) =>
        before is not null && before.IsUnder == isUnder ? before : new NodePressure(isUnder, message, time.GetUtcNow());

    private static long PercentOf(MachineFigures figures) => figures.DiskTotal <= 0 ? 100 : (long)((decimal)figures.DiskAvailable * 100 / figures.DiskTotal);

    private sealed record Found(NodePressure? Memory, NodePressure? Disk);
}
