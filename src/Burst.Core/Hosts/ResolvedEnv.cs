namespace Burst.Core.Hosts;

/// <summary>A variable with its value. A secret one must not be logged, listed or sent where it can be read back.</summary>
public sealed record ResolvedEnv(string Name, string Value, bool IsSecret)
{
    public override string ToString() => $"{Name}={(IsSecret ? "(secret)" : Value)}";
}
