using System.CommandLine;
using System.Globalization;

namespace Burst.Cli.Commands;

/// <summary>Seeds from one to another, both included: <c>1..100</c>, or one alone.</summary>
internal sealed record SeedRange(ulong From, ulong To)
{
    private const int Max = 1_000_000;

    public int Count => (int)(To - From + 1);

    public static Option<SeedRange> Option(string name, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => new SeedRange(1, 10),
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (Parse(text) is { } range)
                return range;
            result.AddError($"{name}: '{text}' is not a range of seeds; 1..100 is, of at most {Max}.");
            return null;
        },
    };

    /// <summary>As it is written on the command line: help shows the default so.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From}..{To}");

    public IEnumerable<ulong> All()
    {
        for (var seed = From; seed <= To; seed++)
            yield return seed;
    }

    private static SeedRange? Parse(string text)
    {
        var parts = text.Split("..");
        if (parts.Length > 2 || !TryParse(parts[0], out var from) || !TryParse(parts[^1], out var to))
            return null;
        return to >= from && to - from < Max ? new SeedRange(from, to) : null;
    }

    private static bool TryParse(string text, out ulong seed) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seed);
}
