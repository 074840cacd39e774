using Burst.Emulator.Arm;

namespace Burst.Emulator.Groups;

/// <summary>Identity of a container group, in lower case because ARM compares names in any case.</summary>
internal readonly record struct GroupKey(string Subscription, string ResourceGroup, string Name) : IComparable<GroupKey>
{
    public static GroupKey Of(string subscription, string resourceGroup, string name) =>
        new(subscription.ToLowerInvariant(), resourceGroup.ToLowerInvariant(), name.ToLowerInvariant());

    public static GroupKey Of(ArmRequest request) => Of(request.Subscription, request.ResourceGroup, request.Name);

    public int CompareTo(GroupKey other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => $"{Subscription}/{ResourceGroup}/{Name}";
}
