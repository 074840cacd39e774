using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Burst.Emulator.Runtime;

/// <summary>
/// Containers that exist only as a calculation: no process, no socket. Understands the command lines <c>/burst/sleep N</c>,
/// <c>sleep N</c>, <c>/burst/cpu N</c>, <c>/burst/fail [exitCode] [afterSeconds]</c> and <c>/burst/echo</c>; anything else runs until
/// it is stopped when it is always restarted, and otherwise for <see cref="SimulatedRuntimeOptions.DefaultRunDuration"/>. Probes
/// whose command or path ends in <c>fail</c>, <c>fail-after N</c> or <c>ok-after N</c> fail accordingly; all others succeed.
/// What a command inside a container can be: <see cref="SimulatedShell"/>.
/// </summary>
public sealed class SimulatedGroupRuntime(TimeProvider time, SimulatedRuntimeOptions options) : IGroupRuntime
{
    private readonly ConcurrentDictionary<string, SimulatedGroup> _groups = new();

    public bool RunsInitContainers => true;

    /// <summary>Takes the group back into memory; its state follows from the record alone.</summary>
    public Task AdoptAsync(GroupStart start, DateTimeOffset? stoppedAt, CancellationToken cancellationToken)
    {
        _groups[start.RuntimeId] = new(start, stoppedAt);
        return Task.CompletedTask;
    }

    public Task<StartOutcome> StartAsync(GroupStart start, CancellationToken cancellationToken)
    {
        _groups.TryAdd(start.RuntimeId, new(start, null));
        return Task.FromResult<StartOutcome>(new StartOutcome.Started());
    }

    public Task<GroupStatus?> InspectAsync(string runtimeId, CancellationToken cancellationToken)
    {
        if (!_groups.TryGetValue(runtimeId, out var group))
            return Task.FromResult<GroupStatus?>(null);
        var now = time.GetUtcNow();
        var timeline = new SimulatedGroupTimeline(group.Start, options);
        ContainerStatus[] containers = [.. timeline.Main.Select(c => c.StatusAt(now, group.StoppedAt))];
        ContainerStatus[] init = [.. timeline.Init.Select(c => c.StatusAt(now, group.StoppedAt))];
        return Task.FromResult<GroupStatus?>(new(containers, AddressOf(runtimeId), init.Length > 0 ? init : null));
    }

    public Task StopAsync(string runtimeId, TimeSpan gracePeriod, CancellationToken cancellationToken)
    {
        if (_groups.TryGetValue(runtimeId, out var group) && group.StoppedAt is null)
            _groups[runtimeId] = group with { StoppedAt = time.GetUtcNow() };
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string runtimeId, CancellationToken cancellationToken)
    {
        _groups.TryRemove(runtimeId, out _);
        return Task.CompletedTask;
    }

    public Task<string?> ReadLogsAsync(string runtimeId, string container, int? tail, bool timestamps, CancellationToken cancellationToken)
    {
        if (!_groups.TryGetValue(runtimeId, out var group) || new SimulatedGroupTimeline(group.Start, options).Find(container) is not { } timeline)
            return Task.FromResult<string?>(null);
        var lines = timeline.LinesAt(time.GetUtcNow(), group.StoppedAt);
        var content = new StringBuilder();
        foreach (var (at, text) in lines.Skip(Math.Max(0, lines.Count - (tail ?? lines.Count))))
        {
            if (timestamps)
                content.Append(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)).Append(' ');
            content.Append(text).Append('\n');
        }

        return Task.FromResult<string?>(content.ToString());
    }

    public async Task<ExecOutcome> ExecAsync(string runtimeId, ExecStart exec, Stream input, Stream output, CancellationToken cancellationToken)
    {
        var container = _groups.TryGetValue(runtimeId, out var group) ? group.Start.Containers.FirstOrDefault(c => c.Name == exec.Container) : null;
        if (container is null)
            return new ExecOutcome.Rejected($"container \"{exec.Container}\" does not run");
        var shell = new SimulatedShell(container, group!.Start.GroupName, new SimulatedTerminal(input, output), time);
        return await shell.RunAsync(exec.Command, cancellationToken).ConfigureAwait(false) is { } exitCode
            ? new ExecOutcome.Ended(exitCode)
            : new ExecOutcome.Rejected($"exec: \"{exec.Command}\": executable file not found in $PATH");
    }

    private static string AddressOf(string runtimeId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(runtimeId));
        return string.Create(CultureInfo.InvariantCulture, $"10.{hash[0]}.{hash[1]}.{1 + hash[2] % 254}");
    }

    private sealed record SimulatedGroup(GroupStart Start, DateTimeOffset? StoppedAt);
}
