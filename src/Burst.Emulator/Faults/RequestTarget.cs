using Burst.Emulator.Arm;
using Burst.Emulator.Groups;

namespace Burst.Emulator.Faults;

/// <summary>What a request of ARM is about, read from its verb and path alone, before any route is looked for.</summary>
internal sealed record RequestTarget(string Verb, string Operation, GroupKey? Group)
{
    /// <summary>Null for what is not ARM: sign-in, health and the emulator's own pages are never disturbed.</summary>
    public static RequestTarget? Of(string verb, string path)
    {
        var segments = ArmRoute.Split(path);
        if (segments.Length == 0 || !(Is(segments[0], "subscriptions") || Is(segments[0], "providers")))
            return null;
        return segments switch
        {
            [_, var subscription, var groups, var resourceGroup, var providers, var provider, var type, .. var rest]
                when Is(groups, "resourceGroups") && Is(providers, "providers") && IsGroups(provider, type) =>
                OfGroups(verb, subscription, resourceGroup, rest),
            [_, _, var providers, var provider, var type] when Is(providers, "providers") && IsGroups(provider, type) => new(verb, Operations.List, null),
            [_, _, _, _, var locations, _, var operations, _] when Is(locations, "locations") && Is(operations, "operations") => new(verb, "poll", null),
            [_, _, _, _, var locations, _, var usages] when Is(locations, "locations") && Is(usages, "usages") => new(verb, "usages", null),
            _ => new(verb, Operations.Other, null),
        };
    }

    private static RequestTarget OfGroups(string verb, string subscription, string resourceGroup, string[] rest) => rest switch
    {
        [] => new(verb, Operations.List, null),
        [var name] => new(verb, Operations.OfGroup(verb), GroupKey.Of(subscription, resourceGroup, name)),
        [var name, var action] => new(verb, Operations.Named(action), GroupKey.Of(subscription, resourceGroup, name)),
        [var name, _, _, var action] => new(verb, Operations.Named(action), GroupKey.Of(subscription, resourceGroup, name)),
        [var name, ..] => new(verb, Operations.Other, GroupKey.Of(subscription, resourceGroup, name)),
    };

    private static bool IsGroups(string provider, string type) => Is(provider, "Microsoft.ContainerInstance") && Is(type, "containerGroups");

    private static bool Is(string segment, string word) => segment.Equals(word, StringComparison.OrdinalIgnoreCase);
}
