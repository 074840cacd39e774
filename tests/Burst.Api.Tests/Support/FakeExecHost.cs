using System.Collections.Concurrent;
using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Api.Tests.Support;

/// <summary>A host that restarts, stops and starts pods and runs commands: each is an <see cref="EchoTerminal"/>.</summary>
internal sealed class FakeExecHost(string node) : FakeHost(node), IPodExec, IPodRestart, IPodStop
{
    private readonly ConcurrentDictionary<PodUid, DateTimeOffset> stopped = [];

    public List<string> Commands { get; } = [];

    public EchoTerminal Terminal { get; } = new();

    /// <summary>Null when what is asked is done.</summary>
    public string? RefusesWith { get; set; }

    public int Restarts { get; private set; }

    public Task<RestartOutcome> RestartAsync(PodUid pod, CancellationToken cancellationToken)
    {
        if (IsUnreachable)
            throw new PodHostUnavailableException($"{Node} is out of reach");
        if (RefusesWith is { } reason)
            return Task.FromResult<RestartOutcome>(new RestartOutcome.Refused(reason));
        Restarts++;
        return Task.FromResult<RestartOutcome>(new RestartOutcome.Accepted());
    }

    public Task<PodExecOutcome> ExecAsync(PodUid pod, string container, ImmutableArray<string> command, TerminalSize size, CancellationToken cancellationToken)
    {
        if (IsUnreachable)
            throw new PodHostUnavailableException($"{Node} is out of reach");
        Commands.Add($"{container} {size.Rows}x{size.Columns} {string.Join(' ', command)}");
        return Task.FromResult<PodExecOutcome>(RefusesWith is { } reason ? new PodExecOutcome.Refused(reason) : new PodExecOutcome.Started(Terminal));
    }

    public Task<StopOutcome> StopAsync(PodUid pod, CancellationToken cancellationToken) =>
        TurnAsync(() => stopped[pod] = TimeProvider.System.GetUtcNow());

    public Task<StopOutcome> StartAsync(PodUid pod, CancellationToken cancellationToken) => TurnAsync(() => stopped.TryRemove(pod, out _));

    protected override PodObservation Observe(PodLaunch launch) => stopped.TryGetValue(launch.Uid, out var at)
        ? base.Observe(launch) with { Phase = PodPhase.Failed, Reason = PodStop.Reason, UsageStartedAt = DateTimeOffset.UnixEpoch.AddYears(55), UsageEndedAt = at }
        : base.Observe(launch);

    private Task<StopOutcome> TurnAsync(Action turn)
    {
        if (IsUnreachable)
            throw new PodHostUnavailableException($"{Node} is out of reach");
        if (RefusesWith is { } reason)
            return Task.FromResult<StopOutcome>(new StopOutcome.Refused(reason));
        turn();
        return Task.FromResult<StopOutcome>(new StopOutcome.Accepted(null));
    }
}
