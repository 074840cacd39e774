using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Checking;

public sealed partial class AciCheck
{
    private const int PermissionPagesMax = 50;

    /// <summary>An action is allowed when one of the roles allows it and the same role does not take it back.</summary>
    private async Task<AciFinding> RightsAsync(string scope, IReadOnlyCollection<string> actions, CancellationToken cancellationToken)
    {
        var permissions = new List<PermissionPageDto.PermissionDto>();
        var next = UriOf($"{scope}/providers/Microsoft.Authorization/permissions", AuthorizationVersion);
        for (var pages = 0; next is not null && pages < PermissionPagesMax; pages++)
        {
            var reply = await _arm.ReadAsync(next, reserve: null, cancellationToken).ConfigureAwait(false);
            if (TryRead(reply, AciJson.Default.PermissionPageDto) is not { Value: { } value } page)
                return Unread(scope, reply);
            permissions.AddRange(value.OfType<PermissionPageDto.PermissionDto>());
            next = string.IsNullOrEmpty(page.NextLink) ? null : FindTrusted(page.NextLink);
        }

        string[] missing = [.. actions.Where(action => !permissions.Any(role => Allows(role, action)))];
        return missing.Length == 0
            ? Good("roles", $"all that is needed at {scope}")
            : Missing("roles", $"not allowed at {scope}: {string.Join(", ", missing)}", RoleRemedy(scope));
    }

    private static bool Allows(PermissionPageDto.PermissionDto role, string action) =>
        (role.Actions ?? []).Any(pattern => NeededRights.Covers(pattern, action)) && !(role.NotActions ?? []).Any(pattern => NeededRights.Covers(pattern, action));

    private static AciFinding Unread(string scope, ArmReply reply) => reply is { Failure: null, Status: 404 }
        ? Missing("roles", $"{scope} was not found: {ArmFailure.Shorten(reply.Describe())}", "check its id")
        : Unseen("roles", $"what is allowed at {scope}", reply, "the right Microsoft.Authorization/permissions/read there lets it be seen");

    private static string RoleRemedy(string scope) =>
        $"burst aci check --role-definition > role.json with the same flags, az role definition create --role-definition role.json, and az role assignment create with it, --scope {scope}, and who burst up signs in as";

    private Uri? FindTrusted(string link) => new ArmUris(_place.Endpoint, _place.Subscription, _place.ResourceGroup).FindTrusted(link);
}
