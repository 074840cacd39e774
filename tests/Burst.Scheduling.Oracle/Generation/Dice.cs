namespace Burst.Scheduling.Oracle.Generation;

/// <summary>SplitMix64: the same numbers from the same seed on every machine and every version of .NET.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>Throws that have nothing to do with those of another index.</summary>
    public static Dice For(ulong seed, long index) => new(new Dice(seed ^ (0x9E3779B97F4A7C15 * (ulong)(index + 1))).Throw());

    /// <summary>0 to sides - 1.</summary>
    public int Next(int sides) => (int)(Throw() % (ulong)sides);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[Next(choices.Length)];

    private ulong Throw()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
