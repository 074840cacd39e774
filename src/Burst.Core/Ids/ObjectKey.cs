namespace Burst.Core.Ids;

/// <summary>Kind, namespace (empty for cluster-scoped objects) and name; ordered so that iteration over objects is deterministic.</summary>
public readonly record struct ObjectKey(ObjectKind Kind, string Namespace, string Name) : IComparable<ObjectKey>
{
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
