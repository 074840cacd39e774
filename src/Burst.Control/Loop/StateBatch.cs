using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Ledger;
using Burst.Core.Objects;
using Burst.Core.State;
using Burst.Core.Storage;
using Burst.Scheduling.Planning;

namespace Burst.Control.Loop;

/// <summary>
/// What one step changes, applied to the state as it comes so that later work sees it, and undone in full when the commit fails:
/// nobody outside the loop ever sees a state that is not durable.
/// </summary>
internal sealed class StateBatch(ClusterState state, DateTimeOffset now)
{
    private readonly List<Change> changes = [];
    private readonly List<Change> undo = [];
    private readonly List<ClusterEvent> events = [];
    private readonly List<PlacementDecision> decisions = [];
    private readonly List<AuditEntry> audit = [];

    /// <summary>What a container group costs now in a region at a tier; null where that has no price.</summary>
    public Func<string, Tier, UsageRates?> FindGroupRates { get; init; } = static (_, _) => null;

    public ClusterState State => state;

    public DateTimeOffset Now => now;

    public bool IsEmpty => changes.Count + events.Count + decisions.Count + audit.Count == 0;

    /// <summary>What is no longer there after this batch.</summary>
    public IEnumerable<ObjectKey> Removed => changes.OfType<Change.Remove>().Select(change => change.Key).Where(key => state.Find(key) is null);

    /// <summary>Something that was found allows a call that only the leader may make, although nothing is written.</summary>
    public bool NeedsLease { get; private set; }

    public void RequireLease() => NeedsLease = true;

    public void Put(ClusterObject item) => Apply(new Change.Put(item));

    public void Apply(Change change)
    {
        undo.Add(state.Apply(change));
        changes.Add(change);
    }

    public void Event(ClusterObject regarding, EventSeverity severity, string reason, string message) =>
        events.Add(ClusterEvent.About(regarding, now, severity, reason, message));

    /// <summary>All of the commit, or, when one of its changes cannot be made, nothing of it.</summary>
    public void Add(StateCommit commit)
    {
        var mark = undo.Count;
        try
        {
            foreach (var change in commit.Changes)
                Apply(change);
        }
        catch
        {
            UndoTo(mark);
            throw;
        }

        events.AddRange(commit.Events);
        decisions.AddRange(commit.Decisions);
        audit.AddRange(commit.Audit);
    }

    /// <summary>All of what the action does here, or nothing of it and what went wrong.</summary>
    public Exception? Attempt(Action action)
    {
        var (changed, told, decided, audited) = (undo.Count, events.Count, decisions.Count, audit.Count);
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            UndoTo(changed);
            events.RemoveRange(told, events.Count - told);
            decisions.RemoveRange(decided, decisions.Count - decided);
            audit.RemoveRange(audited, audit.Count - audited);
            return exception;
        }
    }

    public void Add(Plan plan) => Add(new StateCommit { Changes = plan.Changes, Events = plan.Events, Decisions = plan.Decisions });

    public StateCommit ToCommit() => new() { Changes = changes, Events = events, Decisions = decisions, Audit = audit };

    /// <summary>Takes all of it back. The lists stay as they are: a commit that was given up may still be on its way with them.</summary>
    public void Undo() => ApplyUndo(0);

    private void ApplyUndo(int mark)
    {
        for (var i = undo.Count - 1; i >= mark; i--)
            state.Apply(undo[i]);
    }

    private void UndoTo(int mark)
    {
        ApplyUndo(mark);
        undo.RemoveRange(mark, undo.Count - mark);
        changes.RemoveRange(mark, changes.Count - mark);
    }
}
