namespace Burst.Core.Pods;

/// <summary>Something that a record keeps beside what it says: two records are equal whatever they keep.</summary>
internal struct Unseen<T> : IEquatable<Unseen<T>>
    where T : class
{
    public T? Value { get; set; }

    public readonly bool Equals(Unseen<T> other) => true;

    public override readonly bool Equals(object? obj) => obj is Unseen<T>;

    public override readonly int GetHashCode() => 0;
}
