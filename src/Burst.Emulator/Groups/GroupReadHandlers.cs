using System.Text;
using Burst.Emulator.Arm;
using Burst.Emulator.Faults;
using Burst.Emulator.ResourceGroups;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>Reads of groups, single and in lists.</summary>
internal sealed class GroupReadHandlers(
    GroupStore store, GroupAccess access, GroupQuota quota, ResourceGroupPresence resourceGroups, GroupAnswers answers, int pageSize, TimeProvider time)
{
    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", GroupRoutes.One, GetAsync),
        new("GET", GroupRoutes.InResourceGroup, ListInResourceGroupAsync),
        new("GET", GroupRoutes.InSubscription, (request, _) => Task.FromResult(List(request, null))),
        new("GET", GroupRoutes.Location + "/operations/{operation}", OperationAsync),
        new("GET", GroupRoutes.Location + "/usages", UsagesAsync),
    ];

    private Task<ArmResponse> GetAsync(ArmRequest request, CancellationToken cancellationToken) =>
        access.WithAsync(GroupKey.Of(request), group => Task.FromResult(answers.Body(200, group)), cancellationToken);

    private Task<ArmResponse> ListInResourceGroupAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        resourceGroups.Require(request.Subscription, request.ResourceGroup);
        return Task.FromResult(List(request, request.ResourceGroup));
    }

    // The continuation is the last name given out, so groups that come and go between two pages neither hide nor repeat others.
    private ArmResponse List(ArmRequest request, string? resourceGroup)
    {
        var after = request.Query.TryGetValue("$skiptoken", out var token) ? Decode(token) : "";
        var rest = store.List(request.Subscription, resourceGroup)
            .SkipWhile(g => string.CompareOrdinal(g.Record.Key.ToString(), after) <= 0).Take(pageSize + 1).ToArray();
        var truncated = request.Fault?.Kind == FaultKind.TruncateList;
        var page = rest.Take(truncated ? Math.Min(request.Fault!.Keep ?? rest.Length / 2, pageSize) : pageSize).ToArray();
        var now = time.GetUtcNow();
        var next = rest.Length > pageSize && !truncated
            ? $"{request.BaseUri}{request.Path}?api-version={Uri.EscapeDataString(request.Query["api-version"])}&$skiptoken={Encode(page[^1].Record.Key)}"
            : null;
        var body = new Page<ContainerGroupBody>([.. page.Select(g => GroupView.Body(g.Record, g.Status, now, withInstanceView: false))], next);
        return ArmResponse.Json(200, body, WireJson.Default.PageContainerGroupBody);
    }

    private async Task<ArmResponse> OperationAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var id = request.Values["operation"];
        var group = Guid.TryParse(id, out var guid) ? store.All.FirstOrDefault(g => g.Record.Operations.Any(o => o.Id == guid)) : null;
        if (group is null || !group.Record.Subscription.Equals(request.Subscription, StringComparison.OrdinalIgnoreCase))
            throw new ArmException(ArmErrors.OperationNotFound(id));
        return await access.WithAsync(group.Record.Key, current =>
        {
            // A redeployment may have pushed it out while this request waited for its turn.
            var operation = current.Record.Operations.FirstOrDefault(o => o.Id == guid) ?? throw new ArmException(ArmErrors.OperationNotFound(id));
            var body = GroupView.Operation(current.Record, operation, current.Status, time.GetUtcNow());
            var response = ArmResponse.Json(200, body, WireJson.Default.OperationBody);
            return Task.FromResult(body.Status is "Pending" or "Creating" ? answers.WithRetryAfter(response) : response);
        }, cancellationToken).ConfigureAwait(false);
    }

    private Task<ArmResponse> UsagesAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var location = GroupDefaults.Location(request.Values["location"]);
        var usage = quota.Usage(store.All.Select(g => g.Record), request.Subscription, location);
        var page = new Page<UsageBody>(
        [
            new("Count", usage.Groups, usage.Limits.ContainerGroups, new("ContainerGroups", "Container Groups")),
            new("Count", usage.Cores, usage.Limits.StandardCores, new("StandardCores", "Standard Cores")),
            new("Count", usage.SpotCores, usage.Limits.StandardSpotCores, new("StandardSpotCores", "Standard Spot Cores")),
        ]);
        return Task.FromResult(ArmResponse.Json(200, page, WireJson.Default.PageUsageBody));
    }

    private static string Encode(GroupKey key) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(key.ToString()));

    private static string Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromHexString(token));
        }
        catch (FormatException)
        {
            throw new ArmException(ArmErrors.InvalidParameter("$skiptoken", "take it from the nextLink of the page before."));
        }
    }
}
