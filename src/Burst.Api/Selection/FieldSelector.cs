using System.Collections.Immutable;
using Burst.Api.Errors;

namespace Burst.Api.Selection;

/// <summary>Kubernetes' field selectors: <c>status.phase=Running,spec.nodeName!=vm-1</c>.</summary>
internal sealed class FieldSelector(ImmutableArray<(string Field, string Value, bool IsNegated)> requirements)
{
    /// <param name="text">Null selects everything.</param>
    /// <param name="supported">The fields this resource can be selected by.</param>
    public static FieldSelector Parse(string? text, IReadOnlyCollection<string> supported) => text is null
        ? new FieldSelector([])
        : new FieldSelector([.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => ParseOne(part, supported))]);

    /// <param name="valueOf">The value of a field, empty when unset.</param>
    public bool Matches(Func<string, string> valueOf) =>
        requirements.All(requirement => (valueOf(requirement.Field) == requirement.Value) != requirement.IsNegated);

    /// <summary>The one value the field may have, if it is pinned to one.</summary>
    public string? FindPinned(string field) =>
        requirements.Where(requirement => requirement.Field == field && !requirement.IsNegated).Select(requirement => requirement.Value).FirstOrDefault();

    private static (string Field, string Value, bool IsNegated) ParseOne(string text, IReadOnlyCollection<string> supported)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0)
            throw Refusal.BadRequest($"fieldSelector: cannot read \"{text}\"; accepted are field=value, field==value and field!=value");
        var isNegated = text[at - 1] == '!';
        var field = text[..(isNegated ? at - 1 : at)].Trim();
        if (!supported.Contains(field))
            throw Refusal.BadRequest($"fieldSelector: field \"{field}\" is not supported here; supported are {string.Join(", ", supported)}");
        return (field, text[(at + 1)..].TrimStart('=').Trim(), isNegated);
    }
}
