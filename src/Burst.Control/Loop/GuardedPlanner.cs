using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.State;
using Burst.Scheduling.Planning;
using Microsoft.Extensions.Logging;

namespace Burst.Control.Loop;

/// <summary>
/// Plans, and when planning throws finds the objects it throws for, sets them aside until they change, and plans the rest: one
/// object that cannot be planned must not hold up the cluster, step after step and start after start.
/// </summary>
internal sealed partial class GuardedPlanner(Planner planner, ILogger logger)
{
    /// <summary>Of more than this many the rest is looked for in the next step: each costs several plans.</summary>
    internal const int SetAsidePerStepMax = 64;

    private static readonly Plan Nothing = new([], [], [], [], []);

    /// <inheritdoc cref="Planner.PricesVersion"/>
    public long PricesVersion => planner.PricesVersion;

    /// <summary>What it has planned for is no longer marked changed; when nothing could be planned all marks stay.</summary>
    public Plan Compute(StateBatch batch)
    {
        if (TryCompute(batch, out var plan) is not { } failure)
        {
            batch.State.ClearChanged();
            return plan;
        }

        LogPlanningFailed(failure);
        var changed = batch.State.Changed.ToHashSet();
        var rest = InOrderOfBlame(batch.State, changed);
        var harmless = 0;
        for (var found = 0; found < SetAsidePerStepMax && FindCulprit(batch, rest, changed, ref harmless, ref failure) is { } culprit; found++)
        {
            Report(batch, culprit, failure);
            batch.State.SetAside(culprit);
            rest.Remove(culprit);
            if (TryPlan(batch, rest, changed, rest.Count, out plan) is not { } other)
            {
                batch.State.ClearChanged();
                return plan;
            }

            failure = other;
        }

        Mark(batch.State, rest, changed, rest.Count);
        LogNothingPlanned(failure);
        return Nothing;
    }

    /// <summary>
    /// Nodes and what else pods may wait for come first, pods last: of objects that fail only together, as a pod with a node that
    /// got room, the pod is set aside and the others learn of the room.
    /// </summary>
    private static List<ObjectKey> InOrderOfBlame(ClusterState state, HashSet<ObjectKey> changed) =>
    [
        .. changed.Concat(state.WaitingPods.Select(pod => pod.Key)).Distinct()
            .OrderBy(key => key.Kind switch { ObjectKind.Pod => 2, ObjectKind.Deployment or ObjectKind.Job => 1, _ => 0 }).ThenBy(key => key),
    ];

    /// <summary>The first object with which planning fails after the ones before it had not, by halves.</summary>
    /// <param name="subjects">With all of them planning fails.</param>
    /// <param name="harmless">With so many of them it does not; more of them are found meanwhile.</param>
    /// <param name="failure">How it fails, in the end with the culprit.</param>
    /// <returns>Null when it fails without any of them.</returns>
    private ObjectKey? FindCulprit(
        StateBatch batch, List<ObjectKey> subjects, HashSet<ObjectKey> changed, ref int harmless, ref Exception failure)
    {
        if (harmless == subjects.Count || (harmless == 0 && TryPlan(batch, subjects, changed, 0, out _) is not null))
            return null;
        for (var failing = subjects.Count; failing - harmless > 1;)
        {
            var middle = (harmless + failing) / 2;
            if (TryPlan(batch, subjects, changed, middle, out _) is { } exception)
                (failing, failure) = (middle, exception);
            else
                harmless = middle;
        }

        return subjects[harmless];
    }

    /// <summary>Plans for the first so many.</summary>
    private Exception? TryPlan(StateBatch batch, List<ObjectKey> subjects, HashSet<ObjectKey> changed, int count, out Plan plan)
    {
        Mark(batch.State, subjects, changed, count);
        return TryCompute(batch, out plan);
    }

    /// <summary>The first so many are marked as they were; the others are set aside.</summary>
    private static void Mark(ClusterState state, List<ObjectKey> subjects, HashSet<ObjectKey> changed, int count)
    {
        foreach (var key in subjects)
            state.SetAside(key);
        foreach (var key in subjects.Take(count))
            state.TakeBack(key, changed.Contains(key));
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

    [LoggerMessage(1301, LogLevel.Error, "Planning failed; looking for the object it fails for")]
    private partial void LogPlanningFailed(Exception exception);

    [LoggerMessage(1302, LogLevel.Error, "{Key} cannot be planned; it is left as it is until it changes")]
    private partial void LogSetAside(Exception exception, ObjectKey key);

    [LoggerMessage(1303, LogLevel.Error, "Planning fails still; nothing is planned in this step, and the next one tries again")]
    private partial void LogNothingPlanned(Exception exception);
}
