namespace Burst.Scheduling.Oracle.Model;

/// <summary>Keys and values of an object.</summary>
internal sealed class Labels(IReadOnlyDictionary<string, string> values)
{
    public static Labels None { get; } = new(new Dictionary<string, string>());

    public string? this[string key] => values.GetValueOrDefault(key);
}
