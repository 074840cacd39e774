namespace Burst.Hosts.Local.Native;

/// <summary>A process to start. Standard input is a terminal or /dev/null; no other descriptor but these is passed on.</summary>
internal sealed record SpawnRequest
{
    public const int HandedDescriptor = 3;

    public required string Executable { get; init; }

    /// <summary>Argument 0 included.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>All of it, as NAME=value.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    public required string WorkingFolder { get; init; }

    /// <summary>A descriptor of this process for standard output; null for /dev/null.</summary>
    public int? Output { get; init; }

    /// <summary>A descriptor of this process for standard error; null for <see cref="ErrorFile"/>, or /dev/null.</summary>
    public int? Error { get; init; }

    /// <summary>Standard error is appended here, and the file is made readable by its owner only.</summary>
    public string? ErrorFile { get; init; }

    /// <summary>A descriptor of this process that the child has as <see cref="HandedDescriptor"/>; null for none.</summary>
    public int? Handed { get; init; }

    /// <summary>The terminal that is its standard input, output and error, and with <see cref="NewSession"/> its controlling one.</summary>
    public string? Terminal { get; init; }

    /// <summary>A session of its own, or (false) a process group of its own in this session.</summary>
    public bool NewSession { get; init; }
}
