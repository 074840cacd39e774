using System.Collections.Immutable;
using System.Globalization;

namespace Burst.Core.Constraints;

/// <summary>One condition on a label or a field of a node.</summary>
/// <param name="Key">Of the label; <c>metadata.name</c> for the one field there is.</param>
/// <param name="Operator">What is asked of its value.</param>
/// <param name="Values">One or more for In and NotIn, one whole number for Gt and Lt, none for the others.</param>
public sealed record NodeSelectorRequirement(string Key, NodeSelectorOperator Operator, ImmutableArray<string> Values)
{
    public const string NameField = "metadata.name";

    /// <param name="value">Of the node; null where it has no such label. As in Kubernetes, NotIn is satisfied then, and Gt and Lt are not.</param>
    public bool Matches(string? value) => Operator switch
    {
        NodeSelectorOperator.In => value is not null && Values.Contains(value),
        NodeSelectorOperator.NotIn => value is null || !Values.Contains(value),
        NodeSelectorOperator.Exists => value is not null,
        NodeSelectorOperator.DoesNotExist => value is null,
        NodeSelectorOperator.Gt => Compare(value) > 0,
        NodeSelectorOperator.Lt => Compare(value) < 0,
        _ => throw new InvalidOperationException($"{Operator} is not a known operator."),
    };

    private int? Compare(string? value) =>
        TryParse(value, out var actual) && Values is [var only] && TryParse(only, out var bound) ? actual.CompareTo(bound) : null;

    private static bool TryParse(string? text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
