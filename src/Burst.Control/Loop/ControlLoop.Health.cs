using Burst.Control.Observing;

namespace Burst.Control.Loop;

public sealed partial class ControlLoop
{
    /// <summary>
    /// Nothing was heard of any node while this process itself stood still (its machine slept, or was frozen), and nothing of what was
    /// heard could be kept while the store failed: the silence of nodes is counted from now on, as after a start.
    /// </summary>
    private void NoteStandstill()
    {
        var stoodStill = time.GetElapsedTime(lastStepEnded);
        if (stoodStill > options.StandstillAfter)
            LogStoodStill(stoodStill.TotalSeconds);
        else if (storeFailedAt is not { } since || time.GetElapsedTime(since) <= options.StandstillAfter)
            return;
        if (!inHand.OfType<StartReport>().Any())
            inHand.Insert(0, new StartReport(observations, "StoodStill", "Not heard of since the control plane stood still."));
    }

    private void ReportHealth(DateTimeOffset now, long started)
    {
        lastStepEnded = time.GetTimestamp();
        WriteHealth(now, started);
    }

    private void WriteHealth(DateTimeOffset now, long started) => Health = Health with
    {
        IsLoaded = true,
        LastStepAt = now,
        LastStepTimestamp = time.GetTimestamp(),
        LastStepDuration = time.GetElapsedTime(started),
        QueueDepth = Queue.Count,
        CallsInFlight = applier.CallsInFlight,
        TroubledHosts = applier.FindTroubled(now),
        HostLines = applier.FindLines(now),
    };
}
