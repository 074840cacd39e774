namespace Burst.Core.Ids;

/// <summary>Kind, namespace (empty for cluster-scoped objects) and name; ordered so that iteration over objects is deterministic.</summary>
public readonly record struct ObjectKey(ObjectKind Kind, string Namespace, string Name) : IComparable<ObjectKey>
{
    /// <summary>By name first: it is what differs.</summary>
    public bool Equals(ObjectKey other) => Name == other.Name && Kind == other.Kind && Namespace == other.Namespace;

    /// <summary>By name and kind: few objects of several namespaces have the same name, and each text that is counted in costs time.</summary>
    public override int GetHashCode() => (Name.GetHashCode(StringComparison.Ordinal) * 31) + (int)Kind;

    public int CompareTo(ObjectKey other)
    {
        var byKind = ((int)Kind).CompareTo((int)other.Kind); // As an enum it would be boxed, each time.
        if (byKind != 0)
            return byKind;
        var byNamespace = string.CompareOrdinal(Namespace, other.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Name, other.Name);
    }

    public override string ToString() => Namespace.Length == 0 ? $"{Kind}/{Name}" : $"{Kind}/{Namespace}/{Name}";
}
