using FsCheck;
using FsCheck.Fluent;

namespace Burst.Core.Tests.Units;

/// <summary>Runs a property on random seeds; a failure names the seed.</summary>
internal static class Properties
{
    public static void ForSeeds(int runs, Action<Random> property) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(runs),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            property(new Random(seed));
            return true;
        }));
}
