using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>
/// What readers see of one group: its body, kept until something changes, and for a replica that lags behind the one before.
/// </summary>
internal sealed class GroupView(EventLoop loop, TimeSpan stalenessMax)
{
    private readonly Dictionary<bool, byte[]> bodies = [];
    private byte[]? before;
    private DateTimeOffset changedAt = loop.Now;
    private DateTimeOffset? missedFrom;

    /// <summary>Whether a replica can still show what was before; then <paramref name="body"/> has it, or null for a 404.</summary>
    public bool CanBeStale(out byte[]? body)
    {
        body = before;
        if (loop.Now - changedAt >= stalenessMax)
            return false;
        return body is not null || CanBeMissed;
    }

    /// <summary>
    /// Wrong 404s of one group all fall into one span shorter than a delete's confirm-wait, so that two that far apart tell the truth.
    /// </summary>
    private bool CanBeMissed => missedFrom is not { } from || loop.Now - from < stalenessMax;

    public bool HasBeenMissed => missedFrom is not null;

    public void Missed() => missedFrom ??= loop.Now;

    public byte[] Body(SimulatedGroup group, GroupWriter writer, bool withInstanceView)
    {
        if (!bodies.TryGetValue(withInstanceView, out var body))
            bodies[withInstanceView] = body = writer.Write(group, withInstanceView);
        return body;
    }

    /// <summary>Called before anything changes that can be seen.</summary>
    public void Change(SimulatedGroup group, GroupWriter writer)
    {
        before = Body(group, writer, withInstanceView: true);
        changedAt = loop.Now;
        bodies.Clear();
    }
}
