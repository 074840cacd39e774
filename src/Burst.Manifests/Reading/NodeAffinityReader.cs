using System.Collections.Immutable;
using System.Globalization;
using Burst.Core.Constraints;

namespace Burst.Manifests.Reading;

internal static class NodeAffinityReader
{
    public const string RequiredField = "requiredDuringSchedulingIgnoredDuringExecution";
    public const string PreferredField = "preferredDuringSchedulingIgnoredDuringExecution";

    /// <returns>Null where nothing is asked for.</returns>
    public static NodeAffinity? Read(FieldReader owner)
    {
        if (owner.Fields("nodeAffinity") is not { } fields)
            return null;
        var read = new NodeAffinity
        {
            Required = fields.Fields(RequiredField) is { } required ? ReadRequired(required) : [],
            Preferred = [.. fields.List(PreferredField).Select(ReadPreferred)],
        };
        fields.Finish();
        return read.Required.IsEmpty && read.Preferred.IsEmpty ? null : read;
    }

    public static int ReadWeight(FieldReader fields)
    {
        if (!fields.Has("weight"))
            fields.Missing("weight", "a whole number, 1 to 100");
        return fields.Integer("weight", min: 1, max: 100) ?? 1;
    }

    private static ImmutableArray<NodeSelectorTerm> ReadRequired(FieldReader fields)
    {
        var terms = fields.List("nodeSelectorTerms");
        if (fields.Items("nodeSelectorTerms").IsEmpty)
            fields.Missing("nodeSelectorTerms", "one or more terms of which a node must match one, each with matchExpressions or matchFields");
        fields.Finish();
        return [.. terms.Select(ReadTerm)];
    }

    private static PreferredNodeTerm ReadPreferred(FieldReader fields)
    {
        var weight = ReadWeight(fields);
        if (!fields.Has("preference"))
            fields.Missing("preference", "which nodes are preferred: matchExpressions or matchFields");
        var read = new PreferredNodeTerm(weight, fields.Fields("preference") is { } preference ? ReadTerm(preference) : new NodeSelectorTerm());
        fields.Finish();
        return read;
    }

    private static NodeSelectorTerm ReadTerm(FieldReader fields)
    {
        var read = new NodeSelectorTerm
        {
            MatchExpressions = [.. fields.List("matchExpressions").Select(ReadExpression)],
            MatchFields = [.. fields.List("matchFields").Select(ReadField)],
        };
        fields.Finish();
        return read;
    }

    private static NodeSelectorRequirement ReadExpression(FieldReader fields)
    {
        var key = fields.RequiredText("key", "the key of a node's label", NameRules.LabelKey);
        if (!fields.Has("operator"))
            fields.Missing("operator", "In, NotIn, Exists, DoesNotExist, Gt or Lt");
        var read = fields.Choice(
            "operator", ("In", NodeSelectorOperator.In), ("NotIn", NodeSelectorOperator.NotIn), ("Exists", NodeSelectorOperator.Exists),
            ("DoesNotExist", NodeSelectorOperator.DoesNotExist), ("Gt", NodeSelectorOperator.Gt), ("Lt", NodeSelectorOperator.Lt));
        var values = fields.Texts("values", read is NodeSelectorOperator.Gt or NodeSelectorOperator.Lt ? IntegerProblem : NameRules.LabelValue);
        CheckCount(fields, read, values.Length);
        fields.Finish();
        return new NodeSelectorRequirement(key, read ?? NodeSelectorOperator.Exists, values);
    }

    private static void CheckCount(FieldReader fields, NodeSelectorOperator? read, int values)
    {
        switch (read)
        {
            case NodeSelectorOperator.In or NodeSelectorOperator.NotIn when values == 0:
                fields.Missing("values", $"one or more values with operator {read}");
                break;
            case NodeSelectorOperator.Gt or NodeSelectorOperator.Lt when values == 0:
                fields.Missing("values", $"one whole number, in quotes, with operator {read}");
                break;
            case NodeSelectorOperator.Gt or NodeSelectorOperator.Lt when values > 1:
                fields.Error("values", $"must be one whole number with operator {read}, not {values} values");
                break;
            case NodeSelectorOperator.Exists or NodeSelectorOperator.DoesNotExist when values > 0:
                fields.Error("values", $"must be left out with operator {read}");
                break;
        }
    }

    private static NodeSelectorRequirement ReadField(FieldReader fields)
    {
        var key = fields.RequiredText("key", $"{NodeSelectorRequirement.NameField}, the one field there is", KeyProblem);
        if (!fields.Has("operator"))
            fields.Missing("operator", "In or NotIn");
        var read = fields.Choice("operator", ("In", NodeSelectorOperator.In), ("NotIn", NodeSelectorOperator.NotIn));
        var values = fields.Texts("values", NameRules.Subdomain);
        if (values.Length != 1)
            fields.Error("values", "must be one name of a node");
        fields.Finish();
        return new NodeSelectorRequirement(key, read ?? NodeSelectorOperator.In, values);
    }

    private static string? KeyProblem(string key) => key == NodeSelectorRequirement.NameField
        ? null
        : $"must be {NodeSelectorRequirement.NameField}, not {NodeText.Quote(key)}; labels are matched by matchExpressions";

    private static string? IntegerProblem(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        ? null
        : $"must be a whole number in quotes such as \"4\", not {NodeText.Quote(text)}";
}
