using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Burst.Api.Errors;

namespace Burst.Api.Selection;

/// <summary>Kubernetes' label selectors, equality- and set-based: <c>app=web,tier notin (a, b),!old</c>.</summary>
internal sealed partial class LabelSelector(ImmutableArray<LabelRequirement> requirements)
{
    public static readonly LabelSelector Everything = new([]);

    public static LabelSelector Parse(string? text) => text is null
        ? Everything
        : new LabelSelector([.. SplitOutsideParentheses(text).Select(ParseRequirement)]);

    public bool Matches(ImmutableSortedDictionary<string, string> labels) => requirements.All(requirement => requirement.Matches(labels));

    private static LabelRequirement ParseRequirement(string text)
    {
        var match = RequirementPattern().Match(text.Trim());
        if (!match.Success)
            throw Refusal.BadRequest($"labelSelector: cannot read \"{text.Trim()}\"; accepted are key, !key, key=value, key!=value, key in (a,b) and key notin (a,b)");
        var key = match.Groups["key"].Value;
        if (match.Groups["set"].Success)
            return new LabelRequirement(key, [.. match.Groups["set"].Value.Split(',').Select(value => value.Trim())], match.Groups["in"].Value == "notin");
        return match.Groups["operator"].Success
            ? new LabelRequirement(key, [match.Groups["value"].Value], match.Groups["operator"].Value == "!=")
            : new LabelRequirement(key, [], match.Groups["not"].Length > 0);
    }

    private static IEnumerable<string> SplitOutsideParentheses(string text)
    {
        var (start, depth) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (text[i] != ',' || depth > 0)
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }

    [GeneratedRegex(
        @"\A(?:(?<key>[\w./-]+)\s+(?<in>in|notin)\s*\((?<set>[\w.,\s-]*)\)|(?<key>[\w./-]+)\s*(?<operator>==|=|!=)\s*(?<value>[\w.-]*)|(?<not>!?)\s*(?<key>[\w./-]+))\z")]
    private static partial Regex RequirementPattern();
}
