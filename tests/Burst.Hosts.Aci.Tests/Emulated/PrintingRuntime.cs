using System.Collections.Concurrent;
using Burst.Emulator.Runtime;

namespace Burst.Hosts.Aci.Tests.Emulated;

/// <summary>The simulated runtime with one program more: <c>/test/print LINE...</c> writes its arguments and ends.</summary>
internal sealed class PrintingRuntime(SimulatedGroupRuntime simulated) : IGroupRuntime
{
    public const string Print = "/test/print";

    private readonly ConcurrentDictionary<string, GroupStart> _started = new();

    /// <summary>What containers have written so far, by name, with times; without an entry it is what their program writes.</summary>
    public ConcurrentDictionary<string, string> Written { get; } = new();

    public Task<StartOutcome> StartAsync(GroupStart start, CancellationToken cancellationToken)
    {
        _started[start.RuntimeId] = start;
        return simulated.StartAsync(start, cancellationToken);
    }

    public Task<GroupStatus?> InspectAsync(string runtimeId, CancellationToken cancellationToken) =>
        simulated.InspectAsync(runtimeId, cancellationToken);

    public Task StopAsync(string runtimeId, TimeSpan gracePeriod, CancellationToken cancellationToken) =>
        simulated.StopAsync(runtimeId, gracePeriod, cancellationToken);

    public Task<ExecOutcome> ExecAsync(string runtimeId, ExecStart exec, Stream input, Stream output, CancellationToken cancellationToken) =>
        simulated.ExecAsync(runtimeId, exec, input, output, cancellationToken);

    public Task RemoveAsync(string runtimeId, CancellationToken cancellationToken) => simulated.RemoveAsync(runtimeId, cancellationToken);

    public Task<string?> ReadLogsAsync(string runtimeId, string container, int? tail, bool timestamps, CancellationToken cancellationToken)
    {
        if (Written.TryGetValue(container, out var written))
            return Task.FromResult<string?>(tail is { } last ? string.Concat(written.Split('\n')[..^1].TakeLast(last).Select(line => line + "\n")) : written);
        var command = _started.GetValueOrDefault(runtimeId)?.Containers.FirstOrDefault(item => item.Name == container)?.Command ?? [];
        if (command is not [Print, ..])
            return simulated.ReadLogsAsync(runtimeId, container, tail, timestamps, cancellationToken);
        var prefix = timestamps ? "2026-03-01T11:00:00.123456789Z " : "";
        return Task.FromResult<string?>(string.Concat(command.Skip(1).TakeLast(tail ?? int.MaxValue).Select(line => $"{prefix}{line}\n")));
    }
}
