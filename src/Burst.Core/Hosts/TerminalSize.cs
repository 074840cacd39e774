namespace Burst.Core.Hosts;

/// <summary>In characters, each 1 to 1000.</summary>
public readonly record struct TerminalSize(int Rows, int Columns)
{
    public static readonly TerminalSize Usual = new(24, 80);
}
