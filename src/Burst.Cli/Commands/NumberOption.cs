using System.CommandLine;
using System.Globalization;

namespace Burst.Cli.Commands;

/// <summary>An option that takes a whole number within bounds; what is refused is told the bounds.</summary>
internal static class NumberOption
{
    public static Option<int?> Create(string name, string description, int min, int max) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
                return number;
            result.AddError($"{name}: '{text}' is not a number from {min} to {max}.");
            return null;
        },
    };
}
