using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Burst.Core.Nodes;

namespace Burst.Hosts.Aci.Checking;

/// <summary>The least that driving pods needs, and at which scope.</summary>
public static class NeededRights
{
    private static readonly ImmutableArray<string> OfGroups =
    [
        "Microsoft.ContainerInstance/containerGroups/read",
        "Microsoft.ContainerInstance/containerGroups/write",
        "Microsoft.ContainerInstance/containerGroups/delete",
        "Microsoft.ContainerInstance/containerGroups/containers/logs/read",
    ];

    /// <summary>What `burst exec`, `restart`, `stop` and `start` need besides.</summary>
    private static readonly ImmutableArray<string> OfCommands =
    [
        "Microsoft.ContainerInstance/containerGroups/containers/exec/action",
        "Microsoft.ContainerInstance/containerGroups/restart/action",
        "Microsoft.ContainerInstance/containerGroups/stop/action",
        "Microsoft.ContainerInstance/containerGroups/start/action",
    ];

    private static readonly ImmutableArray<string> OfSubnet = ["Microsoft.Network/virtualNetworks/subnets/read", "Microsoft.Network/virtualNetworks/subnets/join/action"];
    private static readonly ImmutableArray<string> OfIdentity =
        ["Microsoft.ManagedIdentity/userAssignedIdentities/read", "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"];

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ResourceGroupOf(AciConnection place) => $"/subscriptions/{place.Subscription:D}/resourceGroups/{place.ResourceGroup}";

    /// <summary>What is needed, by the scope it is needed at.</summary>
    /// <param name="place">Where.</param>
    /// <param name="withCommands">With what only the commands into and on running groups need: exec, restart, stop and start.</param>
    public static ImmutableArray<(string Scope, ImmutableArray<string> Actions)> Of(AciConnection place, bool withCommands = false)
    {
        var needed = ImmutableArray.CreateBuilder<(string, ImmutableArray<string>)>();
        needed.Add((ResourceGroupOf(place), withCommands ? [.. OfGroups, .. OfCommands] : OfGroups));
        if (place.SubnetId is { } subnet)
            needed.Add((subnet, OfSubnet));
        if (place.IdentityId is { } identity)
            needed.Add((identity, OfIdentity));
        return needed.ToImmutable();
    }

    /// <summary>
    /// A role for `az role definition create`: what is needed at all scopes and, to be able to check it, the right to read one's own rights. It may
    /// be assigned at the resource groups of the scopes.
    /// </summary>
    public static string ToRoleDefinition(AciConnection place, bool withCommands = false)
    {
        var needed = Of(place, withCommands);
        var scopes = needed.Select(item => ResourceGroupOfResource(item.Scope)).Distinct(StringComparer.OrdinalIgnoreCase);
        var role = new JsonObject
        {
            ["Name"] = $"Burst container groups in {place.ResourceGroup}",
            ["IsCustom"] = true,
            ["Description"] = $"What burst up needs to run pods as container groups{(withCommands ? ", with exec, restart, stop and start" : "")}, and no more.",
            ["Actions"] = Texts(needed.SelectMany(item => item.Actions).Append("Microsoft.Authorization/permissions/read")),
            ["NotActions"] = new JsonArray(),
            ["DataActions"] = new JsonArray(),
            ["NotDataActions"] = new JsonArray(),
            ["AssignableScopes"] = Texts(scopes),
        };
        return role.ToJsonString(Readable);
    }

    /// <summary>Whether a pattern such as <c>Microsoft.ContainerInstance/*</c> covers an action. Azure does not tell case apart.</summary>
    public static bool Covers(string pattern, string action)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
            return pattern.Equals(action, StringComparison.OrdinalIgnoreCase);
        if (!action.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase) || !action.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase))
            return false;
        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = action.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
                return false;
            at = found + part.Length;
        }

        return at <= action.Length - parts[^1].Length;
    }

    private static string ResourceGroupOfResource(string scope) => string.Join('/', scope.Split('/').Take(5));

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode?)JsonValue.Create(text))];
}
