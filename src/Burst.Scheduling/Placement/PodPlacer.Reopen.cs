namespace Burst.Scheduling.Placement;

internal sealed partial class PodPlacer
{
    /// <summary>What was placed may let in pods that want others near or evenly spread, also ones of shapes that found no place before.</summary>
    private void Reopen(WaitingLine line)
    {
        line.JoinDependants();
        foreach (var shape in topology.TakeOpened())
        {
            if (!looked.TryGetValue(shape, out var queue))
                continue;
            queue.Reopen();
            line.Rejoin(queue);
        }
    }

    /// <summary>Why those wait that might still have been let in.</summary>
    private void BlockUndecided()
    {
        foreach (var shape in options.WritesReasons ? undecided : [])
        {
            if (looked[shape] is { HasHead: true } queue && IsWaiting(queue.Head))
                Block(plan.Latest(queue.Head), queue);
        }
    }
}
