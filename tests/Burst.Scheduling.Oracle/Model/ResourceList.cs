namespace Burst.Scheduling.Oracle.Model;

/// <summary>Amounts by the name of the resource, exact, in billionths. What is not named is 0.</summary>
internal sealed class ResourceList(IReadOnlyDictionary<string, Int128> amounts)
{
    public static ResourceList Empty { get; } = new(new Dictionary<string, Int128>());

    public IEnumerable<string> Names => amounts.Keys;

    public Int128 this[string name] => amounts.GetValueOrDefault(name);

    public static ResourceList operator +(ResourceList left, ResourceList right) => Combine(left, right, (a, b) => a + b);

    public static ResourceList Max(ResourceList left, ResourceList right) => Combine(left, right, Int128.Max);

    private static ResourceList Combine(ResourceList left, ResourceList right, Func<Int128, Int128, Int128> combine)
    {
        if (left == Empty)
            return right;
        if (right == Empty)
            return left;
        return new ResourceList(left.Names.Union(right.Names).ToDictionary(name => name, name => combine(left[name], right[name])));
    }
}
