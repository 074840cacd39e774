using Burst.Simulation.Checker.Reporting;

namespace Burst.Simulation.Checker.Checks;

/// <summary>From submit to the first moment of the code, one for each job that ran; percentiles by nearest rank.</summary>
internal sealed class Waits(Evidence evidence)
{
    private const long NotPlaced = -1;

    public void Check()
    {
        var waits = ByJob();
        if (waits.Length == 0)
            return;
        Array.Sort(waits);
        Expect(ReportKeys.WaitP50, waits[Rank(waits.Length, 50)]);
        Expect(ReportKeys.WaitP99, waits[Rank(waits.Length, 99)]);
        Expect(ReportKeys.WaitMax, waits[^1]);
    }

    private void Expect(string path, long millis) => ReportRules.Ratio(evidence, ViolationKind.ReportWait, path, millis, 1000);

    private long[] ByJob()
    {
        var waits = new long[evidence.Trace.Count];
        Array.Fill(waits, NotPlaced);
        foreach (var placement in evidence.Placements)
        {
            if (placement.Job >= 0)
                waits[placement.Job] = Math.Max(waits[placement.Job], Math.Max(0, placement.StartMs - evidence.Trace.Times(placement.Job).SubmitMs));
        }

        return Array.FindAll(waits, wait => wait != NotPlaced);
    }

    /// <summary>The smallest value that at least so many percent do not exceed.</summary>
    private static int Rank(int count, int percent) => (int)((((long)count * percent) + 99) / 100) - 1;
}
