using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>Reports the second use of what may be used once.</summary>
internal sealed class Uniqueness(string what)
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public void Claim(FieldReader owner, string field, string value)
    {
        var at = owner.Find(field)?.Value.At ?? owner.At;
        if (value.Length > 0 && !_lines.TryAdd(value, at.Line))
        {
            owner.Context.Error(
                at, owner.Path.Field(field), $"the {what} {NodeText.Quote(value)} is already used on line {_lines[value]}; choose another");
        }

    }

    public void Claim(ReadContext context, Position at, FieldPath path, string value)
    {
        if (!_lines.TryAdd(value, at.Line))
            context.Error(at, path, $"the {what} {NodeText.Quote(value)} is already used on line {_lines[value]}; keep one");
    }
}
