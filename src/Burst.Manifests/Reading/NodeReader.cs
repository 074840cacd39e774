using System.Collections.Immutable;
using System.Globalization;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>A node as a value of a wanted type; or an error, and null.</summary>
internal static class NodeReader
{
    public static string? Text(ReadContext context, ManifestNode node, FieldPath path, Func<string, string?>? findProblem = null)
    {
        if (node is not ScalarNode { Kind: ScalarKind.String } scalar)
        {
            context.Error(node.At, path, NotText(node));
            return null;
        }

        if (findProblem?.Invoke(scalar.Text) is not { } problem)
            return scalar.Text;
        context.Error(node.At, path, problem);
        return null;
    }

    public static int? Integer(ReadContext context, ManifestNode node, FieldPath path, int min, int max)
    {
        var range = max == int.MaxValue ? $"{min} or more" : $"{min} to {max}";
        if (node is not ScalarNode { Kind: ScalarKind.Integer } scalar)
        {
            var hint = node is ScalarNode { Kind: ScalarKind.String } text && CoreSchema.KindOf(text.Text) == ScalarKind.Integer
                ? $"; write {text.Text} without quotes"
                : "";
            context.Error(node.At, path, $"must be a whole number ({range}), not {NodeText.Describe(node)}{hint}");
            return null;
        }

        if (!int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || HasLeadingZero(scalar.Text))
        {
            var message = HasLeadingZero(scalar.Text)
                ? $"{scalar.Text} is octal to some readers and decimal to others; write it without leading zeros"
                : $"must be a decimal whole number ({range}), not {scalar.Text}";
            context.Error(node.At, path, message);
            return null;
        }

        if (value >= min && value <= max)
            return value;
        context.Error(node.At, path, $"must be {range}, not {value}");
        return null;
    }

    public static bool? Flag(ReadContext context, ManifestNode node, FieldPath path)
    {
        if (node is ScalarNode { Kind: ScalarKind.Boolean } scalar)
            return scalar.Text[0] is 't' or 'T';
        var hint = node is ScalarNode { Kind: ScalarKind.String, Text: "true" or "false" } ? "; leave out the quotes" : "";
        context.Error(node.At, path, $"must be true or false, not {NodeText.Describe(node)}{hint}");
        return null;
    }

    public static MapNode? Map(ReadContext context, ManifestNode node, FieldPath path)
    {
        if (node is MapNode map)
            return map;
        context.Error(node.At, path, $"must be a map of fields, not {NodeText.Describe(node)}");
        return null;
    }

    public static ImmutableArray<ManifestNode> Items(ReadContext context, ManifestNode node, FieldPath path)
    {
        if (node is ListNode list)
            return list.Items;
        context.Error(node.At, path, $"must be a list (each item on its own line after '- '), not {NodeText.Describe(node)}");
        return [];
    }

    private static string NotText(ManifestNode node) => node switch
    {
        ScalarNode { Kind: ScalarKind.Null } => "must be a string, and there is none; write \"\" for an empty one",
        ScalarNode scalar => $"must be a string, not {NodeText.Describe(scalar)}; quote it: {NodeText.Quote(scalar.Text)}",
        _ => $"must be a string, not {NodeText.Describe(node)}",
    };

    private static bool HasLeadingZero(string digits)
    {
        var magnitude = digits.TrimStart('+', '-');
        return magnitude.Length > 1 && magnitude[0] == '0' && char.IsAsciiDigit(magnitude[1]);
    }
}
