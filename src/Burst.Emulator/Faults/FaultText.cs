using System.Text.Json;
using System.Text.Json.Nodes;

namespace Burst.Emulator.Faults;

/// <summary>Faults as one writes them on a command line: <c>KIND[:key=value,...]</c>, the keys being those of the fault's JSON, and <c>name</c>.</summary>
public static class FaultText
{
    private static readonly string[] TextKeys = ["kind", "verb", "operation", "group"];

    /// <summary>The rules, those without a name called after their kind.</summary>
    /// <exception cref="FormatException">A text is no fault; the message says which, what is wrong and what is accepted.</exception>
    public static IReadOnlyList<FaultRule> ParseAll(IReadOnlyList<string> texts)
    {
        if (texts.Count > FaultBook.FaultsMax)
            throw new FormatException($"{texts.Count} faults are given; at most {FaultBook.FaultsMax} are accepted.");
        var rules = new List<FaultRule>();
        foreach (var text in texts)
        {
            var rule = Parse(text, kind => FreeName(kind, rules));
            if (rules.Any(other => other.Name == rule.Name))
                throw new FormatException($"fault '{text}': the name '{rule.Name}' is given twice.");
            rules.Add(rule);
        }

        return rules;
    }

    private static FaultRule Parse(string text, Func<string, string> nameFor)
    {
        var (kind, rest) = text.IndexOf(':') is var colon and >= 0 ? (text[..colon], text[(colon + 1)..]) : (text, "");
        var body = new JsonObject { ["kind"] = kind };
        string? name = null;
        foreach (var pair in rest.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.IndexOf('=') is not (var equals and > 0))
                throw new FormatException($"fault '{text}': '{pair}' is not key=value.");
            var (key, value) = (pair[..equals], pair[(equals + 1)..]);
            if (key == "name")
                name = value;
            else
                body[key] = TextKeys.Contains(key) ? value : Literal(text, key, value);
        }

        return Read(body, text).ToRule(name ?? nameFor(kind), out var errors) ?? throw new FormatException($"fault '{text}': {string.Join(" ", errors)}");
    }

    private static JsonNode Literal(string text, string key, string value)
    {
        try
        {
            return JsonNode.Parse(value) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new FormatException($"fault '{text}': {key} '{value}' is neither a number nor true or false.");
        }
    }

    private static FaultBody Read(JsonObject body, string text)
    {
        try
        {
            return body.Deserialize(FaultJson.Default.FaultBody)!;
        }
        catch (JsonException e)
        {
            var keys = FaultJson.Default.FaultBody.Properties.Select(property => property.Name);
            throw new FormatException($"fault '{text}': '{e.Path?.TrimStart('$', '.')}' is no key with such a value; the keys are name, {string.Join(", ", keys)}.");
        }
    }

    private static string FreeName(string kind, List<FaultRule> taken) =>
        Enumerable.Range(1, FaultBook.FaultsMax + 1).Select(n => n == 1 ? kind : $"{kind}-{n}").First(name => taken.All(rule => rule.Name != name));
}
