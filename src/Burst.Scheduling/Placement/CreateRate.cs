using Burst.Core.Ids;
using Burst.Scheduling.Planning;

namespace Burst.Scheduling.Placement;

/// <summary>
/// Azure's limits on how often container groups are created: a resource of the virtual node like its cores, in two sliding windows.
/// Keeping to them beats being throttled: a deferred pod can still get a VM.
/// </summary>
internal sealed class CreateRate(PlanBuilder plan, PlannerOptions options)
{
    public const string Obstacle = "create rate reached";

    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public (string Obstacle, string Detail)? FindObstacle(NodeName node)
    {
        var history = plan.State.CreatesOn(node);
        var planned = plan.CreatesOn(node);
        if (history.CountAfter(plan.Now - FiveMinutes) + planned >= options.CreatesPer5Minutes)
            return Refuse(node, options.CreatesPer5Minutes, "5 minutes");
        return history.CountAfter(plan.Now - Hour) + planned >= options.CreatesPerHour ? Refuse(node, options.CreatesPerHour, "hour") : null;
    }

    /// <summary>The first instant at which one more create keeps to both limits, those of this plan counted.</summary>
    public DateTimeOffset FindRoomAt(NodeName node)
    {
        var soon = RoomIn(node, FiveMinutes, options.CreatesPer5Minutes);
        var late = RoomIn(node, Hour, options.CreatesPerHour);
        return soon > late ? soon : late;
    }

    private DateTimeOffset RoomIn(NodeName node, TimeSpan window, int limit)
    {
        var left = limit - plan.CreatesOn(node);
        return left <= 0 ? plan.Now + window : plan.State.CreatesOn(node).FindRoomAt(window, left, plan.Now);
    }

    private (string Obstacle, string Detail) Refuse(NodeName node, int limit, string window) =>
        (Obstacle, options.WritesReasons ? $"{limit} container groups in {window}; the next at {FindRoomAt(node):HH:mm:ss}Z" : "");
}
