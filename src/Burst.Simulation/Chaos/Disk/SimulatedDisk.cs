using Burst.Core.Storage;
using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Disk;

/// <summary>
/// The database and what lies before it. It outlives every process that uses it: what was committed is there for the next, and a
/// commit that was sent is made even when its sender is gone.
/// </summary>
internal sealed class SimulatedDisk(IStateStore database, FaultInjector faults, History history, Traffic traffic, SeededRandom random)
{
    private static readonly TimeSpan LatencyMin = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LatencyMax = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan SlowMax = TimeSpan.FromSeconds(20);

    public IStateStore Database => database;

    /// <summary>All usage that was committed, whatever the database has made of it since.</summary>
    public CommittedUsage Usage { get; } = new(history);

    /// <summary>On the database itself, at once.</summary>
    public Task<long> CommitAsync(StateCommit commit, long fencingToken)
    {
        var committing = database.CommitAsync(commit, fencingToken, CancellationToken.None);
        if (committing.IsCompletedSuccessfully)
        {
            Usage.Add(commit);
            TellEvents(commit);
        }

        return committing;
    }

    /// <summary>What the control plane has written down of what it does, and why: for whoever traces a history.</summary>
    private void TellEvents(StateCommit commit)
    {
        foreach (var told in history.IsRead ? commit.Events : [])
            history.Tell($"event {told.Reason}", $"{told.Regarding}: {told.Message}");
    }

    public Task<T> ReadAsync<T>(SimulatedProcess process, CallPoint point, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        traffic.CountRead();
        return RemoteCall<T>.SendAsync(process, point, Fate(), () => Complete(read()), cancellationToken);
    }

    public Task<T> WriteAsync<T>(
        SimulatedProcess process, CallPoint point, string what, Func<Task<T>> write, CancellationToken cancellationToken)
    {
        traffic.CountWrite();
        if (faults.Strikes(FaultKind.DiskFull, what))
            return RemoteCall<T>.RefuseAsync(process, point, Fate(), new StoreUnavailableException("the disk is full (simulated)"), cancellationToken);
        var isReplyLost = faults.Strikes(FaultKind.CommitReplyLost, what);
        return RemoteCall<T>.SendAsync(process, point, Fate(), () => Apply(write, isReplyLost), cancellationToken);
    }

    private static T Apply<T>(Func<Task<T>> write, bool isReplyLost)
    {
        var value = Complete(write());
        return isReplyLost ? throw new IOException("the answer to the commit was lost (simulated)") : value;
    }

    /// <summary>SQLite works on the caller's thread, so what it answers is there at once.</summary>
    private static T Complete<T>(Task<T> task) => task.IsCompleted
        ? task.GetAwaiter().GetResult()
        : throw new InvalidOperationException("The database did not answer on the thread that asked.");

    private CallFate Fate()
    {
        var isSlow = faults.Strikes(FaultKind.DiskSlow, "disk", out var slowness);
        return new CallFate(isSlow ? slowness.Between(LatencyMax, SlowMax) : random.Between(LatencyMin, LatencyMax), LatencyMin);
    }
}
