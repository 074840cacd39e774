using Burst.Core.Storage;

namespace Burst.Storage.Commits;

/// <summary>
/// Group commit. Who comes while nobody writes does so at once, on its own thread, and has its answer when the call returns. Who
/// comes meanwhile waits; the first of those then writes for all of them, in one transaction with one flush to the disk.
/// </summary>
internal sealed class WriteQueue(Action<IReadOnlyList<WriteRequest>> writeTogether)
{
    /// <summary>More are refused: a store that is so far behind must say so rather than let memory grow.</summary>
    public const int WaitingMax = 1024;

    /// <summary>The most that one flush carries.</summary>
    public const int GroupMax = 128;

    private readonly Lock _gate = new();
    private readonly LinkedList<WriteRequest> _waiting = new();
    private bool _isLed;
    private bool _isClosed;

    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    public async Task<T> WriteAsync<T>(Func<WriteSession, T> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new WriteRequest<T>(write);
        if (TryLeadAtOnce(request) || await IsToLeadAsync(request, cancellationToken).ConfigureAwait(false))
            WriteGroup(request);
        request.ThrowIfFailed();
        return request.Answer;
    }

    /// <summary>Waits for what was asked for before; what comes afterwards is refused. False when it was closed before.</summary>
    public async Task<bool> CloseAsync()
    {
        var last = new WriteRequest<bool>(_ => true);
        lock (_gate)
        {
            if (_isClosed)
                return false;
            _isClosed = true;
            if (!_isLed)
                return _isLed = true;
            _waiting.AddLast(last);
        }

        // Whether it leads or was carried: everything before it is done, and nothing can come after it.
        await last.Turn.ConfigureAwait(false);
        return true;
    }

    private bool TryLeadAtOnce(WriteRequest request)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, typeof(SqliteStateStore));
            if (!_isLed)
                return _isLed = true;
            if (_waiting.Count >= WaitingMax)
                throw new StoreUnavailableException($"The state database is behind: {WaitingMax} commits are waiting for it, and no more may.");
            _waiting.AddLast(request);
            return false;
        }
    }

    private async Task<bool> IsToLeadAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        await using var cancelling = cancellationToken.UnsafeRegister((_, token) => Abandon(request, token), null).ConfigureAwait(false);
        return await request.Turn.ConfigureAwait(false);
    }

    /// <summary>Only while it waits: what a group has taken up becomes durable, and its caller is to know.</summary>
    private void Abandon(WriteRequest request, CancellationToken cancellationToken)
    {
        bool isWaiting;
        lock (_gate)
            isWaiting = _waiting.Remove(request);
        if (isWaiting)
            request.Cancel(cancellationToken);
    }

    private void WriteGroup(WriteRequest leader)
    {
        var group = Gather(leader);
        try
        {
            writeTogether(group);
        }
        catch (Exception error)
        {
            foreach (var request in group)
                request.Fail(error);
        }

        HandOver();
        foreach (var request in group)
            request.Acknowledge();
    }

    private List<WriteRequest> Gather(WriteRequest leader)
    {
        var group = new List<WriteRequest> { leader };
        lock (_gate)
        {
            while (group.Count < GroupMax && _waiting.First is { } next)
            {
                group.Add(next.Value);
                _waiting.RemoveFirst();
            }
        }

        return group;
    }

    private void HandOver()
    {
        WriteRequest next;
        lock (_gate)
        {
            if (_waiting.First is not { } first)
            {
                _isLed = _isClosed;
                return;
            }

            next = first.Value;
            _waiting.RemoveFirst();
        }

        next.Lead();
    }
}
