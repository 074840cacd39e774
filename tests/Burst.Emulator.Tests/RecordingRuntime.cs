using System.Collections.Concurrent;
using Burst.Emulator.Runtime;

namespace Burst.Emulator.Tests;

/// <summary>A runtime that remembers what it was asked and fails on demand.</summary>
internal sealed class RecordingRuntime(IGroupRuntime inner) : IGroupRuntime
{
    public ConcurrentQueue<GroupStart> Started { get; } = new();

    public ConcurrentQueue<string> Removed { get; } = new();

    public string? Reject { get; set; }

    public bool FailStart { get; set; }

    public bool FailStop { get; set; }

    /// <summary>No image is there yet.</summary>
    public bool Pulling { get; set; }

    public ConcurrentQueue<string> Stopped { get; } = new();

    public bool Forgetful { get; set; }

    public bool RunsInitContainers => inner.RunsInitContainers;

    public Task AdoptAsync(GroupStart start, DateTimeOffset? stoppedAt, CancellationToken cancellationToken) =>
        Forgetful ? Task.CompletedTask : inner.AdoptAsync(start, stoppedAt, cancellationToken);

    public Task<StartOutcome> StartAsync(GroupStart start, CancellationToken cancellationToken)
    {
        if (FailStart)
            throw new IOException("no runtime today");
        if (Reject is { } reason)
            return Task.FromResult<StartOutcome>(new StartOutcome.Rejected(reason));
        Started.Enqueue(start);
        return inner.StartAsync(start, cancellationToken);
    }

    public async Task<GroupStatus?> InspectAsync(string runtimeId, CancellationToken cancellationToken)
    {
        var status = await inner.InspectAsync(runtimeId, cancellationToken);
        return Pulling && status is not null
            ? new([.. status.Containers.Select(container => new ContainerStatus { Name = container.Name, State = ContainerState.Waiting, IsPulling = true, Reason = "ErrImagePull" })])
            : status;
    }

    public Task StopAsync(string runtimeId, TimeSpan gracePeriod, CancellationToken cancellationToken)
    {
        Stopped.Enqueue(runtimeId);
        return FailStop ? throw new IOException("it does not stop") : inner.StopAsync(runtimeId, gracePeriod, cancellationToken);
    }

    public Task RemoveAsync(string runtimeId, CancellationToken cancellationToken)
    {
        Removed.Enqueue(runtimeId);
        return inner.RemoveAsync(runtimeId, cancellationToken);
    }

    public Task<string?> ReadLogsAsync(string runtimeId, string container, int? tail, bool timestamps, CancellationToken cancellationToken) =>
        inner.ReadLogsAsync(runtimeId, container, tail, timestamps, cancellationToken);
}
