using System.Globalization;
using Burst.Core.Canaries;
using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>The tags every group carries: whose it is, which pod it is, and until when it may live if its cluster vanishes.</summary>
internal static class GroupTags
{
    public const string Owner = "burst-owner";
    public const string Node = "burst-node";
    public const string PodUid = "burst-pod-uid";
    public const string Namespace = "burst-namespace";
    public const string Name = "burst-name";
    public const string FencingToken = "burst-fencing-token";

    /// <summary>At which of the tiers it was asked for: what it costs.</summary>
    public const string Tier = "burst-tier";

    /// <summary>RFC 3339, UTC.</summary>
    public const string Expiry = "burst-expiry";

    public static Dictionary<string, string?> For(PodLaunch launch, AciPodHostOptions options) => new()
    {
        [Owner] = options.OwnerId,
        [Node] = options.Node.Value,
        [PodUid] = launch.Uid.Value,
        [Namespace] = launch.Namespace,
        [Name] = launch.Name,
        [FencingToken] = launch.FencingToken.ToString(CultureInfo.InvariantCulture),
        [Tier] = launch.Tier.Value,
        [Expiry] = ToText(launch.PlacedAt + options.ExpiryAfter),
    };

    /// <summary>All the tags as they are, with a later expiry: a PATCH replaces them as a whole.</summary>
    public static Dictionary<string, string?> Renewed(Dictionary<string, string?> tags, DateTimeOffset expiry)
    {
        var renewed = tags.Where(tag => !tag.Key.Equals(Expiry, StringComparison.OrdinalIgnoreCase)).ToDictionary(StringComparer.Ordinal);
        renewed[Expiry] = ToText(expiry);
        return renewed;
    }

    /// <summary>Null when it says none that can be read.</summary>
    public static DateTimeOffset? FindExpiry(Dictionary<string, string?>? tags) =>
        DateTimeOffset.TryParse(Find(tags, Expiry), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiry) ? expiry : null;

    private static string ToText(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Whose a group is. Ours needs all three: owner, node, and a UID that gives the group's own name.</summary>
    public static GroupOwnership Classify(string groupName, Dictionary<string, string?>? tags, AciPodHostOptions options)
    {
        var owner = Find(tags, Owner);
        var node = Find(tags, Node);
        if (owner is null)
            return GroupOwnership.Unclear;
        var isOwner = string.Equals(owner, options.OwnerId, StringComparison.OrdinalIgnoreCase) || CanarySwitch.Sings(Canary.OwnerNotChecked);
        if (!isOwner || (node is not null && node != options.Node.Value))
            return GroupOwnership.Others;
        var name = FindPod(tags) is { } pod ? GroupName.Of(pod) : null;
        return node is not null && string.Equals(groupName, name, StringComparison.OrdinalIgnoreCase)
            ? GroupOwnership.Ours
            : GroupOwnership.Unclear;
    }

    public static bool ClaimsOwner(Dictionary<string, string?>? tags, string ownerId) =>
        string.Equals(Find(tags, Owner), ownerId, StringComparison.OrdinalIgnoreCase);

    public static PodUid? FindPod(Dictionary<string, string?>? tags) =>
        Guid.TryParseExact(Find(tags, PodUid), "D", out var id) ? Core.Ids.PodUid.From(id) : null;

    /// <summary>Null for a group that was made before the tag was.</summary>
    public static string? FindTier(Dictionary<string, string?>? tags) => Find(tags, Tier);

    public static string? FindNode(Dictionary<string, string?>? tags) => Find(tags, Node);

    public static string? FindNamespace(Dictionary<string, string?>? tags) => Find(tags, Namespace);

    public static string? FindName(Dictionary<string, string?>? tags) => Find(tags, Name);

    /// <summary>Azure keeps the case of a tag's name but does not tell names apart by it.</summary>
    private static string? Find(Dictionary<string, string?>? tags, string name)
    {
        foreach (var (key, value) in tags ?? [])
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return null;
    }
}
