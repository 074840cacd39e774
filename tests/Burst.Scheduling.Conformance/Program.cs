using System.Diagnostics;
using System.Globalization;
using Burst.Scheduling.Oracle.Generation;

namespace Burst.Scheduling.Conformance;

/// <summary>Exit code 0: the scheduler and the oracle agree on every case; 1: they do not; 2: the command line cannot be read.</summary>
internal static class Program
{
    private const long CasesByDefault = 1_000_000;

    public static int Main(string[] arguments)
    {
        var given = new long[] { CasesByDefault, 1, long.MaxValue };
        if (arguments.Length > given.Length || !arguments.Index().All(argument => TryRead(argument.Item, out given[argument.Index])))
        {
            Console.Error.WriteLine("usage: Burst.Scheduling.Conformance [CASES] [SEED] [DISAGREEMENTS], after so many of which it ends");
            return 2;
        }

        var (cases, seed, enough) = (given[0], given[1], given[2]);
        var clock = Stopwatch.StartNew();
        var comparison = new Comparison(new BurstScheduler());
        comparison.Run(new CaseGenerator((ulong)seed, BurstScheduler.Kinds, BurstScheduler.KnowsOverhead), 0, cases, enough);
        foreach (var disagreement in comparison.Disagreements)
            Console.WriteLine(disagreement);
        foreach (var (kinds, count) in comparison.Missed)
            Console.WriteLine($"missed {kinds}: {count}");
        Console.Write(comparison.Shares);
        Console.WriteLine($"cases {comparison.Shares.Cases}, pairs {comparison.Shares.Pairs}, seed {seed}, disagreements {comparison.DisagreementCount}, {clock.Elapsed.TotalSeconds:F0} s");
        return comparison.DisagreementCount == 0 ? 0 : 1;
    }

    private static bool TryRead(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
