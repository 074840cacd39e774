using System.Runtime.CompilerServices;

namespace Burst.Core.State;

/// <summary>
/// What was lately put together from objects that many pods share, such as the labels of their template. Which of two that fall on the same place stays is
/// left to chance, and so is nothing that anything depends on. Safe to share between threads: an entry is one object, and never changed.
/// </summary>
internal sealed class RecentlyMade<TFrom, TMade>(Func<TFrom, TMade> make)
    where TFrom : class
{
    private const int PlacesMax = 1 << 12;

    private readonly Entry?[] entries = new Entry?[PlacesMax];

    public TMade Of(TFrom from)
    {
        ref var place = ref entries[RuntimeHelpers.GetHashCode(from) & (PlacesMax - 1)];
        if (place is { } entry && ReferenceEquals(entry.From, from))
            return entry.Made;
        var made = make(from);
        place = new Entry(from, made);
        return made;
    }

    private sealed record Entry(TFrom From, TMade Made);
}
