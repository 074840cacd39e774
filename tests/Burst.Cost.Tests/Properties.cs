using FsCheck;
using FsCheck.Fluent;

namespace Burst.Cost.Tests;

/// <summary>Runs a property on random seeds; a failure names the seed.</summary>
internal static class Properties
{
    public static void ForSeeds(int runs, Action<int> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(runs),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            property(seed);
            return true;
        }));
}
