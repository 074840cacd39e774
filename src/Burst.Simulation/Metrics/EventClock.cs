using Burst.Simulation.Engine;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Metrics;

/// <summary>
/// How long the events of a run take, stretch by stretch, so that a cost that grows with the trace shows. An event is a job that is
/// submitted or rejected, a pod that is placed, a pod that ends. Stretches double when they become too many.
/// </summary>
public sealed class EventClock(TimeProvider time) : ISimulationObserver
{
    /// <summary>There are fewer stretches than this.</summary>
    public const int MarksMax = 16;

    private readonly List<long> marks = [];
    private long stride = 1024;
    private long last;

    public long Events { get; private set; }

    /// <summary>From the first event to the last.</summary>
    public TimeSpan Elapsed => marks.Count == 0 ? TimeSpan.Zero : time.GetElapsedTime(marks[0], last);

    /// <summary>Full stretches in order: how many events each has and how long they took.</summary>
    public IEnumerable<(long Events, TimeSpan Elapsed)> Stretches =>
        marks.Zip(marks.Skip(1), (from, to) => (stride, time.GetElapsedTime(from, to)));

    public void Submitted(TraceJob job) => Count();

    public void Rejected(TraceJob job, string reason) => Count();

    public void PodPlaced(PodRun run) => Count();

    public void PodEnded(PodRun run) => Count();

    private void Count()
    {
        last = time.GetTimestamp();
        if (Events++ % stride != 0)
            return;
        marks.Add(last);
        if (marks.Count <= MarksMax)
            return;
        for (var i = 1; i <= MarksMax / 2; i++)
            marks[i] = marks[2 * i];
        marks.RemoveRange((MarksMax / 2) + 1, MarksMax / 2);
        stride *= 2;
    }
}
