namespace Burst.Core.Constraints;

/// <summary>The operators as Marathon writes them.</summary>
public static class FieldOperators
{
    private static readonly (string Name, FieldOperator Operator)[] All =
    [
        ("UNIQUE", FieldOperator.Unique), ("CLUSTER", FieldOperator.Cluster), ("GROUP_BY", FieldOperator.GroupBy),
        ("LIKE", FieldOperator.Like), ("UNLIKE", FieldOperator.Unlike), ("MAX_PER", FieldOperator.MaxPer),
    ];

    public static IEnumerable<string> Names => All.Select(entry => entry.Name);

    public static string NameOf(FieldOperator operation) => Array.Find(All, entry => entry.Operator == operation).Name;

    /// <summary>Null where Marathon has none of that name.</summary>
    public static FieldOperator? Find(string name) => Array.Find(All, entry => entry.Name == name) is { Name: not null } found ? found.Operator : null;
}
