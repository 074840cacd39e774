namespace Burst.Scheduling.Placement.Constraints;

/// <summary>Pods by a value of their nodes: the values that have some, and those that count although they have none.</summary>
internal sealed class GroupSizes
{
    private readonly SortedDictionary<string, int> sizes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, int> valuesWith = [];
    private readonly SortedSet<string> included = new(StringComparer.Ordinal);

    public int Count => sizes.Count;

    /// <summary>Of all values the least; 0 where there is none.</summary>
    public int Fewest => valuesWith.Count == 0 ? 0 : valuesWith.First().Key;

    public bool Has(string value) => sizes.ContainsKey(value);

    public int Of(string value) => sizes.GetValueOrDefault(value);

    /// <summary>The value counts from now on, with pods or without.</summary>
    public void Include(string value)
    {
        if (included.Add(value))
            Set(value, Of(value));
    }

    public void Add(string value, int more)
    {
        if (more != 0)
            Set(value, Of(value) + more);
    }

    private void Set(string value, int size)
    {
        if (sizes.TryGetValue(value, out var before) && --valuesWith[before] == 0)
            valuesWith.Remove(before);
        if (size == 0 && !included.Contains(value))
        {
            sizes.Remove(value);
            return;
        }

        sizes[value] = size;
        valuesWith[size] = valuesWith.GetValueOrDefault(size) + 1;
    }
}
