using Burst.Emulator.Arm;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Locations;

/// <summary>What the one who asks may do: everything, since any token is accepted.</summary>
internal sealed class PermissionHandlers
{
    private const string Permissions = "/providers/Microsoft.Authorization/permissions";
    private const string InResourceGroup = "/subscriptions/{subscription}/resourceGroups/{resourceGroup}";
    private const string OfResource = InResourceGroup + "/providers/{namespace}/{type}/{resource}";

    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", InResourceGroup + Permissions, PermissionsAsync),
        new("GET", OfResource + Permissions, PermissionsAsync),
        new("GET", OfResource + "/{childType}/{child}" + Permissions, PermissionsAsync),
    ];

    private static Task<ArmResponse> PermissionsAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var page = new Page<PermissionBody>([new(["*"], [], [], [])]);
        return Task.FromResult(ArmResponse.Json(200, page, WireJson.Default.PagePermissionBody));
    }
}
