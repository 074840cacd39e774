namespace Burst.Emulator.Faults;

/// <summary>Requests that are counted together.</summary>
/// <param name="Verb">As in HTTP.</param>
/// <param name="Operation">As in <see cref="Operations"/>.</param>
/// <param name="Status">As answered, or as it would have been; 0 for a request that was lost.</param>
/// <param name="IsAnswered">False when the answer never left.</param>
internal readonly record struct CallKind(string Verb, string Operation, int Status, bool IsAnswered) : IComparable<CallKind>
{
    public int CompareTo(CallKind other) => Order(this).CompareTo(Order(other));

    private static (string, string, int, bool) Order(CallKind kind) => (kind.Verb, kind.Operation, kind.Status, !kind.IsAnswered);
}
