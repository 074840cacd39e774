namespace Burst.Simulation;

/// <summary>SplitMix64: the same numbers from the same seed on every version of every runtime, which System.Random does not promise.</summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>A stream of its own for each purpose, so that one drawing more or fewer numbers changes nothing for another.</summary>
    public static SeededRandom For(ulong seed, string purpose)
    {
        var hash = 14695981039346656037;
        foreach (var character in purpose)
            hash = (hash ^ character) * 1099511628211;
        return new SeededRandom(seed * 0xD1342543DE82EF95 + hash);
    }

    /// <summary>Uniform from 0 to below <paramref name="bound"/>; the bias of the remainder is below 2^-48 for the bounds used here.</summary>
    public int Next(int bound) => (int)(NextBits() % (ulong)bound);

    /// <summary>Uniform from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public int Between(int from, int to) => from + Next(to - from + 1);

    /// <summary>Uniform between two spans, to the millisecond.</summary>
    public TimeSpan Between(TimeSpan from, TimeSpan to) =>
        from + TimeSpan.FromMilliseconds(Next((int)(to - from).TotalMilliseconds + 1));

    /// <summary>True with this probability.</summary>
    /// <param name="perMille">0 (never) to 1000 (always).</param>
    public bool Chance(int perMille) => Next(1000) < perMille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, NextBits());
        BitConverter.TryWriteBytes(bytes[8..], NextBits());
        return new Guid(bytes);
    }

    private ulong NextBits()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
