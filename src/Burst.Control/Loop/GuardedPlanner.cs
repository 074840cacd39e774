using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Scheduling.Planning;
using Microsoft.Extensions.Logging;

namespace Burst.Control.Loop;

/// <summary>
/// Plans, and when planning throws finds the objects it throws for by halves, sets them aside until they change, and plans the
/// rest: one object that cannot be planned must not hold up the cluster, step after step and start after start.
/// </summary>
internal sealed partial class GuardedPlanner(Planner planner, ILogger logger)
{
    private static readonly Plan Nothing = new([], [], [], [], []);

    public Plan Compute(StateBatch batch)
    {
        try
        {
            return planner.Compute(batch.State, batch.Now);
        }
        catch (Exception exception)
        {
            LogPlanningFailed(exception);
        }

        var state = batch.State;
        var changed = state.Changed.ToHashSet();
        ObjectKey[] subjects = [.. changed.Concat(state.WaitingPods.Select(pod => pod.Key)).Distinct()];
        Array.ForEach(subjects, state.SetAside);
        var poisoned = FindPoisoned(batch, subjects, changed);
        foreach (var key in subjects.Except(poisoned.Keys))
            state.TakeBack(key, changed.Contains(key));
        foreach (var (key, exception) in poisoned)
            Report(batch, key, exception);
        return TryCompute(batch, out var plan) is { } still ? GiveUp(still) : plan;
    }

    /// <summary>All subjects are set aside before and after.</summary>
    private Dictionary<ObjectKey, Exception> FindPoisoned(StateBatch batch, ObjectKey[] subjects, HashSet<ObjectKey> changed)
    {
        Array.ForEach(subjects, key => batch.State.TakeBack(key, changed.Contains(key)));
        var exception = TryCompute(batch, out _);
        Array.ForEach(subjects, batch.State.SetAside);
        if (exception is null || subjects.Length == 0)
            return [];
        if (subjects.Length == 1)
            return new() { [subjects[0]] = exception };
        var half = subjects.Length / 2;
        var found = FindPoisoned(batch, subjects[..half], changed);
        foreach (var (key, reason) in FindPoisoned(batch, subjects[half..], changed))
            found.Add(key, reason);
        return found;
    }

    private Exception? TryCompute(StateBatch batch, out Plan plan)
    {
        plan = Nothing;
        try
        {
            plan = planner.Compute(batch.State, batch.Now);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private void Report(StateBatch batch, ObjectKey key, Exception exception)
    {
        LogSetAside(exception, key);
        if (batch.State.Find(key) is { } item)
            batch.Event(item, EventSeverity.Warning, "PlanningFailed", $"Left as it is until it changes: {exception.Message}");
    }

    /// <summary>No single object is at fault: nothing is planned this time, and what is under way goes on.</summary>
    private Plan GiveUp(Exception exception)
    {
        LogNothingPlanned(exception);
        return Nothing;
    }

    [LoggerMessage(1301, LogLevel.Error, "Planning failed; looking for the object it fails for")]
    private partial void LogPlanningFailed(Exception exception);

    [LoggerMessage(1302, LogLevel.Error, "{Key} cannot be planned; it is left as it is until it changes")]
    private partial void LogSetAside(Exception exception, ObjectKey key);

    [LoggerMessage(1303, LogLevel.Error, "Planning failed for no single object; nothing is planned in this step")]
    private partial void LogNothingPlanned(Exception exception);
}
