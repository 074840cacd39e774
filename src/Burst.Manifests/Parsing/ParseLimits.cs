namespace Burst.Manifests.Parsing;

/// <summary>What one file may ask of the reader, far above any manifest a person or a tool writes.</summary>
internal static class ParseLimits
{
    public const int BytesMax = 4 * 1024 * 1024;

    public const int DepthMax = 64;

    /// <summary>Counted with every alias expanded, so that aliases of aliases cannot grow without bound.</summary>
    public const int NodesMax = 200_000;
}
