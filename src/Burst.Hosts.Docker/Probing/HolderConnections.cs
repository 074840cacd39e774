using System.Collections.Concurrent;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Holder;
using Burst.Hosts.Docker.Wire;

namespace Burst.Hosts.Docker.Probing;

/// <summary>One relay for each holder through which something is asked, opened when it is needed and again after it broke.</summary>
internal sealed class HolderConnections(EngineClient engine) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Entry> entries = new();

    /// <exception cref="EngineException">The engine does not open it.</exception>
    /// <exception cref="IOException">The holder does not relay, or is gone.</exception>
    public async Task<HolderRelay> GetAsync(string holderId, CancellationToken cancellationToken)
    {
        var entry = entries.GetOrAdd(holderId, static _ => new Entry());
        await entry.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (entry.Relay is { IsBroken: false } open)
                return open;
            if (entry.Relay is { } broken)
                await broken.DisposeAsync().ConfigureAwait(false);
            entry.Relay = null;
            return entry.Relay = await OpenAsync(holderId, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>Nothing is asked through any other any more.</summary>
    public async Task KeepAsync(IReadOnlySet<string> holderIds)
    {
        foreach (var (id, _) in entries.Where(entry => !holderIds.Contains(entry.Key)))
        {
            if (entries.TryRemove(id, out var entry))
                await entry.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync() => await KeepAsync(new HashSet<string>()).ConfigureAwait(false);

    private async Task<HolderRelay> OpenAsync(string holderId, CancellationToken cancellationToken)
    {
        var exec = new CreateExecDto { AttachStdin = true, AttachStdout = true, AttachStderr = true, Cmd = [$"/{HolderImage.ProgramPath}", "relay"] };
        var id = await engine.CreateExecAsync(holderId, exec, cancellationToken).ConfigureAwait(false);
        return await HolderRelay.OpenAsync(await engine.StartExecAsync(id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private sealed class Entry : IAsyncDisposable
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public HolderRelay? Relay { get; set; }

        public async ValueTask DisposeAsync()
        {
            await Gate.WaitAsync().ConfigureAwait(false);
            if (Relay is { } relay)
                await relay.DisposeAsync().ConfigureAwait(false);
            Relay = null;
            Gate.Release();
        }
    }
}
