using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Burst.Core.Constraints;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

/// <summary>Reads Marathon's constraints in Marathon's notation: <c>[["hostname","UNIQUE"],["rack_id","MAX_PER","2"]]</c>.</summary>
internal static class ConstraintsAnnotation
{
    private const string Form = "write a list such as [[\"hostname\",\"UNIQUE\"],[\"rack_id\",\"MAX_PER\",\"2\"]]";

    /// <summary>The spec with what the annotation asks for.</summary>
    public static PodSpec Apply(FieldReader? metadata, ImmutableSortedDictionary<string, string> annotations, PodSpec spec)
    {
        if (metadata is null || !annotations.TryGetValue(FieldConstraint.Annotation, out var text))
            return spec;
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Array
                ? spec with { Constraints = ReadAll(metadata, json.RootElement) }
                : Refuse(metadata, spec, $"is no list; {Form}");
        }
        catch (JsonException)
        {
            return Refuse(metadata, spec, $"is not JSON; {Form}");
        }
    }

    /// <summary>On a workload itself it does nothing.</summary>
    public static void WarnOnWorkload(FieldReader fields, ImmutableSortedDictionary<string, string> annotations)
    {
        if (annotations.ContainsKey(FieldConstraint.Annotation))
            fields.Warn("metadata", $"the annotation {FieldConstraint.Annotation} has no effect here; move it to spec.template.metadata.annotations");
    }

    private static PodSpec Refuse(FieldReader metadata, PodSpec spec, string message)
    {
        AddressAnnotations.Error(metadata, FieldConstraint.Annotation, message);
        return spec;
    }

    private static ImmutableArray<FieldConstraint> ReadAll(FieldReader metadata, JsonElement list)
    {
        if (list.GetArrayLength() > FieldConstraint.CountMax)
        {
            AddressAnnotations.Error(metadata, FieldConstraint.Annotation, $"has {list.GetArrayLength()} constraints; {FieldConstraint.CountMax} are the most");
            return [];
        }

        var read = ImmutableArray.CreateBuilder<FieldConstraint>();
        foreach (var (item, index) in list.EnumerateArray().Select((item, index) => (item, index)))
        {
            var fault = TryRead(item, out var constraint);
            if (fault is null)
                read.Add(constraint!);
            else
                metadata.Context.Error(metadata.Find("annotations")?.Value.At ?? metadata.At, metadata.Path.Field("annotations").Field(FieldConstraint.Annotation).Item(index), fault);
        }

        return read.ToImmutable();
    }

    private static string? TryRead(JsonElement item, out FieldConstraint? constraint)
    {
        constraint = null;
        if (item.ValueKind != JsonValueKind.Array || item.GetArrayLength() is < 2 or > 3 || item.EnumerateArray().Any(part => part.ValueKind != JsonValueKind.String))
            return "must be a field, an operator and mostly a value, each in quotes, such as [\"rack_id\",\"MAX_PER\",\"2\"]";
        string[] parts = [.. item.EnumerateArray().Select(part => part.GetString()!)];
        if (FieldOperators.Find(parts[1]) is not { } operation)
            return $"{NodeText.Quote(parts[1])} is no operator; use one of {string.Join(", ", FieldOperators.Names)}";
        var value = parts.Length == 3 && parts[2].Length > 0 ? parts[2] : null;
        constraint = new FieldConstraint(parts[0], operation, value);
        return FindFieldFault(parts[0]) ?? FindValueFault(operation, parts[1], value);
    }

    private static string? FindFieldFault(string field) => field switch
    {
        "@hostname" or "@region" or "@zone" => null,
        ['@', ..] => $"{NodeText.Quote(field)} is no field; use @hostname, @region, @zone, or a label of nodes",
        _ => LabelRules.FindKeyProblem(field) is { } problem ? $"the field {NodeText.Quote(field)} is no label of nodes: {problem}" : null,
    };

    private static string? FindValueFault(FieldOperator operation, string name, string? value) => operation switch
    {
        FieldOperator.Unique when value is not null => $"{name} takes no value; remove {NodeText.Quote(value)}",
        FieldOperator.Like or FieldOperator.Unlike when value is null => $"{name} needs a value: a regular expression, such as \"rack-[1-3]\"",
        FieldOperator.Like or FieldOperator.Unlike => FieldPattern.FindFault(value!) is { } fault ? $"{NodeText.Quote(value!)} {fault}" : null,
        FieldOperator.MaxPer when value is null => $"{name} needs a value: a number, such as \"2\"",
        FieldOperator.MaxPer or FieldOperator.GroupBy when value is not null && !IsNumber(value) => $"{name} takes a number of 1 or more, such as \"2\", not {NodeText.Quote(value)}",
        _ => null,
    };

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
}
