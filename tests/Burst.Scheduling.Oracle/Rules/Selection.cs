using System.Globalization;
using Burst.Scheduling.Oracle.Model;

namespace Burst.Scheduling.Oracle.Rules;

/// <summary>Whether labels match expressions. An absent label satisfies NotIn and DoesNotExist only.</summary>
internal static class Selection
{
    public static bool Matches(this LabelSelector selector, Labels labels) => selector.Requirements.All(requirement => requirement.Matches(labels));

    public static bool Matches(this Requirement requirement, Labels labels) => requirement.Matches(labels[requirement.Key]);

    public static bool Matches(this Requirement requirement, string? value) => requirement.Operator switch
    {
        "In" => value is not null && requirement.Values.Contains(value),
        "NotIn" => value is null || !requirement.Values.Contains(value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        "Gt" => Number(value) > Number(requirement.Values[0]),
        "Lt" => Number(value) < Number(requirement.Values[0]),
        _ => throw new FormatException($"Operator '{requirement.Operator}' is unknown."),
    };

    /// <summary>Null, which is neither less nor greater than anything, for what is no whole number.</summary>
    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
