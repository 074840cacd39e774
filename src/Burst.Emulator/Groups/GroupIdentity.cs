using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Burst.Emulator.SignIn;

namespace Burst.Emulator.Groups;

/// <summary>A group's identity with what the directory adds to it: the ids of its principals, always the same for one group.</summary>
internal static class GroupIdentity
{
    public static JsonElement? View(JsonElement? identity, string groupId)
    {
        if (identity is not { ValueKind: JsonValueKind.Object } given || JsonObject.Create(given.Clone()) is not { } view)
            return identity;
        if (view["type"]?.ToString().Contains("SystemAssigned", StringComparison.OrdinalIgnoreCase) == true)
        {
            view["principalId"] = IdOf(groupId, "principal");
            view["tenantId"] = EmulatedTenant.Id;
        }

        foreach (var (name, _) in (view["userAssignedIdentities"] as JsonObject ?? []).ToArray())
            view["userAssignedIdentities"]![name] = new JsonObject { ["principalId"] = IdOf(name, "principal"), ["clientId"] = IdOf(name, "client") };
        using var document = JsonDocument.Parse(view.ToJsonString());
        return document.RootElement.Clone();
    }

    // Resource ids are compared in any case.
    private static string IdOf(string resource, string kind) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{resource.ToLowerInvariant()}|{kind}")).AsSpan(0, 16)).ToString();
}
