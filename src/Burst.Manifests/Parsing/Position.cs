namespace Burst.Manifests.Parsing;

/// <summary>Where a node starts in its file; both count from 1, columns in UTF-16 code units as most editors do.</summary>
internal readonly record struct Position(int Line, int Column)
{
    public static readonly Position Start = new(1, 1);
}
