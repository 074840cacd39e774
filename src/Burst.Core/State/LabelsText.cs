using System.Collections.Immutable;

namespace Burst.Core.State;

/// <summary>Labels as one text, the same for those that are alike.</summary>
internal static class LabelsText
{
    private static readonly RecentlyMade<ImmutableSortedDictionary<string, string>, string> Recent =
        new(static labels => string.Concat(labels.Select(pair => $"\n{pair.Key}={pair.Value}")));

    public static string Of(ImmutableSortedDictionary<string, string> labels) => labels.IsEmpty ? "" : Recent.Of(labels);
}
