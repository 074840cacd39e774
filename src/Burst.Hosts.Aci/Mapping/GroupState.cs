namespace Burst.Hosts.Aci.Mapping;

/// <summary>ACI's word for how a group is. An open set: an unknown word is kept and reported, never guessed at.</summary>
internal readonly record struct GroupState(string Value)
{
    public static readonly GroupState Pending = new("Pending");
    public static readonly GroupState Running = new("Running");
    public static readonly GroupState Succeeded = new("Succeeded");
    public static readonly GroupState Failed = new("Failed");
    public static readonly GroupState Stopped = new("Stopped");

    private static readonly GroupState[] Known = [Pending, Running, Succeeded, Failed, Stopped];

    /// <summary>The known word it matches whatever its case, or the word as it came.</summary>
    public static GroupState Parse(string text)
    {
        foreach (var state in Known)
        {
            if (state.Value.Equals(text, StringComparison.OrdinalIgnoreCase))
                return state;
        }

        return new GroupState(text);
    }

    public bool IsKnown => Known.Contains(this);

    public override string ToString() => Value;
}
