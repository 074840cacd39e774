using System.Text.Json;
using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Objects;
using Burst.Core.Serialization;
using Burst.Core.Storage;

namespace Burst.Testing.Storage;

/// <summary>
/// A store that keeps its promises in memory (it passes the same contract as the real one), remembers every commit and fails
/// where it is told to. What is loaded has been through JSON, so state that would not survive a restart does not survive here.
/// </summary>
public sealed class InMemoryStateStore(InMemoryState? state = null) : IStateStore
{
    private const int RowsMax = 5000;
    private const int JournalMax = 10_000;

    private readonly InMemoryState _state = state ?? new InMemoryState();
    private readonly Queue<StateCommit> _journal = new();
    private (CommitFault When, Exception Error)? _nextFault;
    private bool _isDisposed;

    /// <summary>What was applied through this store, oldest first; the last 10,000.</summary>
    public IReadOnlyList<StateCommit> Commits
    {
        get
        {
            lock (_state.Gate)
                return [.. _journal];
        }
    }

    /// <summary>
    /// The next commit fails once. Without an error of its own it fails before applying with
    /// <see cref="StoreUnavailableException"/>, after applying with an <see cref="IOException"/>: its outcome is unknown.
    /// </summary>
    public void FailNextCommit(CommitFault when, Exception? error = null)
    {
        error ??= when == CommitFault.BeforeApplying
            ? new StoreUnavailableException("The state database could not be used: the disk is full (scripted).")
            : new IOException("The reply to the commit was lost (scripted).");
        lock (_state.Gate)
            _nextFault = (when, error);
    }

    public Task<long> AcquireLeaseAsync(string holder, CancellationToken cancellationToken) => Locked(
        () =>
        {
            _state.LeaseHolder = holder;
            return ++_state.LeaseToken;
        },
        cancellationToken);

    public Task<long> CommitAsync(StateCommit commit, long fencingToken, CancellationToken cancellationToken) => Locked(
        () =>
        {
            RequireLease(fencingToken);
            StaleCommitException.ThrowIfStale(commit.ExpectedVersion, _state.ResourceVersion);
            var fault = _nextFault;
            _nextFault = null;
            if (fault is { When: CommitFault.BeforeApplying } before)
                throw before.Error;
            Apply(commit);
            return fault is { } after ? throw after.Error : _state.ResourceVersion;
        },
        cancellationToken);

    public Task<StoredState> LoadAsync(CancellationToken cancellationToken) => Locked(
        () => new StoredState(
            _state.ResourceVersion,
            [.. _state.Objects.Values.Select(Reread)],
            [.. Started(_state.Usage.Values.Where(record => record.EndedAt is null))],
            new Dictionary<string, string>(_state.Settings, StringComparer.Ordinal)),
        cancellationToken);

    public Task<IReadOnlyList<ClusterEvent>> ReadEventsAsync(EventQuery query, CancellationToken cancellationToken) => Locked(
        () => Newest(_state.Events.Where(entry => Matches(entry, query)), query.Limit), cancellationToken);

    public Task<IReadOnlyList<UsageRecord>> ReadUsageAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Locked<IReadOnlyList<UsageRecord>>(
        () =>
        {
            var from = since.ToUnixTimeMilliseconds();
            return [.. Started(_state.Usage.Values.Where(record => !(record.EndedAt?.ToUnixTimeMilliseconds() <= from)))];
        },
        cancellationToken);

    public async Task<IReadOnlyList<UsageRecord>> ReadEndedUsageAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        [.. (await ReadUsageAsync(since, cancellationToken).ConfigureAwait(false)).Where(record => record.EndedAt is not null)];

    /// <summary>Nothing is pruned here, so there are no sums.</summary>
    public async Task<UsageLedger> ReadLedgerAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        new(await ReadUsageAsync(since, cancellationToken).ConfigureAwait(false), []);

    public Task<IReadOnlyList<PlacementDecision>> ReadDecisionsAsync(
        string podNamespace, string podName, int limit, CancellationToken cancellationToken) => Locked(
        () =>
        {
            var inNamespace = _state.Decisions.Where(decision => decision.Namespace == podNamespace).ToList();
            var uid = inNamespace.LastOrDefault(decision => decision.PodName == podName)?.Pod
                ?? (Guid.TryParse(podName, out var id) ? PodUid.From(id) : null);
            return Newest(inNamespace.Where(decision => decision.Pod == uid), limit);
        },
        cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadAuditAsync(int limit, CancellationToken cancellationToken) =>
        Locked(() => Newest(_state.Audit, limit), cancellationToken);

    public ValueTask DisposeAsync()
    {
        lock (_state.Gate)
            _isDisposed = true;
        return ValueTask.CompletedTask;
    }

    private void Apply(StateCommit commit)
    {
        var version = ++_state.ResourceVersion;
        foreach (var change in commit.Changes)
            Apply(change, version);
        foreach (var entry in commit.Events)
            InMemoryState.Append(_state.Events, entry with { Sequence = ++_state.LastSequence });
        foreach (var decision in commit.Decisions)
            InMemoryState.Append(_state.Decisions, decision);
        foreach (var entry in commit.Audit)
            InMemoryState.Append(_state.Audit, entry);
        if (_journal.Count == JournalMax)
            _journal.Dequeue();
        _journal.Enqueue(commit);
    }

    private void Apply(Change change, long version)
    {
        switch (change)
        {
            case Change.Put { Object: var item }:
                _state.Objects[item.Key] = item with { Metadata = item.Metadata with { ResourceVersion = version } };
                break;
            case Change.Remove { Key: var key }:
                _state.Objects.Remove(key);
                break;
            case Change.PutUsage { Record: var record }:
                if (_state.Usage.GetValueOrDefault(record.Id) is not { IsFinal: true })
                    _state.Usage[record.Id] = record;
                break;
            case Change.PutSetting { Value: null } removed:
                _state.Settings.Remove(removed.Name);
                break;
            case Change.PutSetting setting:
                _state.Settings[setting.Name] = setting.Value!;
                break;
            default:
                throw new InvalidOperationException($"{change.GetType().Name} is not a change this store can write.");
        }
    }

    private void RequireLease(long token)
    {
        if (token != _state.LeaseToken || token == 0)
        {
            throw new FencedException(
                $"The controller lease has passed to '{_state.LeaseHolder}' (token {_state.LeaseToken}); " +
                $"a commit with token {token} is refused.");
        }
    }

    private Task<T> Locked<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        try
        {
            lock (_state.Gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                return Task.FromResult(work());
            }
        }
        catch (Exception error)
        {
            return Task.FromException<T>(error);
        }
    }

    private static bool Matches(ClusterEvent entry, EventQuery query) =>
        entry.Sequence > query.AfterSequence
        && (query.Namespace.Length == 0 || entry.Regarding.Namespace == query.Namespace)
        && (query.Name.Length == 0 || entry.Regarding.Name == query.Name)
        && (query.Uid.Length == 0 || entry.Uid == query.Uid);

    private static IReadOnlyList<T> Newest<T>(IEnumerable<T> oldestFirst, int limit) => limit is < 1 or > RowsMax
        ? throw new ArgumentOutOfRangeException(nameof(limit), limit, $"A query returns 1 to {RowsMax} rows.")
        : [.. oldestFirst.Reverse().Take(limit)];

    private static IEnumerable<UsageRecord> Started(IEnumerable<UsageRecord> records) => records
        .OrderBy(record => record.StartedAt.ToUnixTimeMilliseconds())
        .ThenBy(record => record.Id, StringComparer.Ordinal);

    private static ClusterObject Reread(ClusterObject item)
    {
        var read = JsonSerializer.Deserialize(JsonSerializer.Serialize(item, CoreJson.Default.ClusterObject), CoreJson.Default.ClusterObject)!;
        return read with { Metadata = read.Metadata with { ResourceVersion = item.Metadata.ResourceVersion } };
    }
}
