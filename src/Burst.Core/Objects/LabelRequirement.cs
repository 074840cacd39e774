using System.Collections.Immutable;

namespace Burst.Core.Objects;

/// <summary>One condition on one label (an item of <c>matchExpressions</c>).</summary>
/// <param name="Key">Of the label.</param>
/// <param name="Operator">What is asked of its value.</param>
/// <param name="Values">One or more for In and NotIn, none for the others.</param>
public sealed record LabelRequirement(string Key, LabelOperator Operator, ImmutableArray<string> Values)
{
    /// <summary>As in Kubernetes, NotIn is also satisfied where the label is missing.</summary>
    public bool Matches(ImmutableSortedDictionary<string, string> labels)
    {
        var found = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            LabelOperator.In => found && Values.Contains(value!),
            LabelOperator.NotIn => !found || !Values.Contains(value!),
            LabelOperator.Exists => found,
            LabelOperator.DoesNotExist => !found,
            _ => throw new InvalidOperationException($"{Operator} is not a known operator."),
        };
    }

    /// <summary>As kubectl writes it: <c>tier in (a,b)</c>, <c>!old</c>.</summary>
    public override string ToString() => Operator switch
    {
        LabelOperator.In when Values is [var only] => $"{Key}={only}",
        LabelOperator.In => $"{Key} in ({string.Join(',', Values)})",
        LabelOperator.NotIn => $"{Key} notin ({string.Join(',', Values)})",
        LabelOperator.Exists => Key,
        _ => $"!{Key}",
    };
}
