using System.Collections.Immutable;

namespace Burst.Api.Writing;

/// <summary>Kubernetes' way to warn: a header that clients print. A header holds printable ASCII.</summary>
internal static class WarningHeader
{
    private const int WarningsMax = 10;
    private const int LengthMax = 300;

    public static ApiResponse AddTo(ApiResponse response, ImmutableArray<string> warnings) => warnings.IsEmpty
        ? response
        : response with { Headers = response.Headers.SetItem("Warning", string.Join(", ", warnings.Take(WarningsMax).Select(Format))) };

    private static string Format(string warning)
    {
        var text = string.Concat(warning.Take(LengthMax).Select(character => character is >= ' ' and <= '~' ? character : '?'));
        return $"299 - \"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
    }
}
