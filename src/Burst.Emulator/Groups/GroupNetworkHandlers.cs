using System.Text.Json;
using Burst.Emulator.Arm;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>What little the provider tells about the network of its groups.</summary>
internal sealed class GroupNetworkHandlers(GroupStore store, GroupAccess access)
{
    private const string Link = "/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.Network/virtualNetworks/{network}" +
        $"/subnets/{{subnet}}/{GroupRoutes.Provider}/serviceAssociationLinks/default";

    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", GroupRoutes.One + "/outboundNetworkDependenciesEndpoints", EndpointsAsync),
        new("DELETE", Link, UnlinkAsync),
    ];

    // Always empty at the service as well.
    private Task<ArmResponse> EndpointsAsync(ArmRequest request, CancellationToken cancellationToken) =>
        access.WithAsync(GroupKey.Of(request), _ => Task.FromResult(ArmResponse.Json(200, [], WireJson.Default.IReadOnlyListString)), cancellationToken);

    private Task<ArmResponse> UnlinkAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var subnet = $"/subscriptions/{request.Subscription}/resourceGroups/{request.ResourceGroup}/providers/Microsoft.Network" +
            $"/virtualNetworks/{request.Values["network"]}/subnets/{request.Values["subnet"]}";
        var user = store.All.Select(g => g.Record).FirstOrDefault(r => Subnets(r).Any(id => id.Equals(subnet, StringComparison.OrdinalIgnoreCase)));
        return user is null
            ? Task.FromResult(new ArmResponse(204))
            : throw GroupErrors.SubnetInUse(subnet, user.Name);
    }

    private static IEnumerable<string> Subnets(GroupRecord record) =>
        (record.Spec.SubnetIds ?? []).Select(subnet => subnet.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : "");
}
