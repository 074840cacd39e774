using System.Text.RegularExpressions;
using Burst.Emulator.Arm;
using Burst.Emulator.Groups;
using Burst.Emulator.Networks;
using Burst.Emulator.Wire;

namespace Burst.Emulator.ResourceGroups;

/// <summary>Resource groups over ARM.</summary>
internal sealed partial class ResourceGroupHandlers(ResourceGroupStore store, NetworkStore networks, GroupStore groups, GroupLifecycle lifecycle)
{
    private const string Root = "/subscriptions/{subscription}/resourceGroups";
    private const string One = Root + "/{resourceGroup}";

    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", Root, ListAsync),
        new("GET", One, GetAsync),
        new("HEAD", One, HeadAsync),
        new("PUT", One, PutAsync),
        new("PATCH", One, PatchAsync),
        new("DELETE", One, DeleteAsync),
    ];

    [GeneratedRegex(@"^[-\w\._\(\)]{1,90}(?<!\.)\z")]
    private static partial Regex NamePattern();

    private Task<ArmResponse> ListAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(ArmResponse.Json(200, new Page<ResourceGroupBody>([.. store.List(request.Subscription).Select(Body)]), WireJson.Default.PageResourceGroupBody));

    private Task<ArmResponse> GetAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(ArmResponse.Json(200, Body(Require(request)), WireJson.Default.ResourceGroupBody));

    private Task<ArmResponse> HeadAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ArmResponse(store.Find(request.Subscription, request.ResourceGroup) is null ? 404 : 204));

    private Task<ArmResponse> PutAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var body = request.Read(WireJson.Default.ResourceGroupBody);
        if (!NamePattern().IsMatch(request.ResourceGroup))
            throw new ArmException(ArmErrors.InvalidResourceGroupName(request.ResourceGroup));
        if (string.IsNullOrWhiteSpace(body.Location))
            throw new ArmException(ArmErrors.LocationRequired());
        var location = GroupDefaults.Location(body.Location);
        var existing = store.Find(request.Subscription, request.ResourceGroup);
        if (existing is not null && existing.Location != location)
            throw new ArmException(ArmErrors.InvalidResourceGroupLocation(existing.Name, existing.Location, location));
        var group = new ResourceGroupRecord(request.Subscription, existing?.Name ?? request.ResourceGroup, location, body.Tags ?? []);
        var created = store.Put(group);
        return Task.FromResult(ArmResponse.Json(created ? 201 : 200, Body(group), WireJson.Default.ResourceGroupBody));
    }

    private Task<ArmResponse> PatchAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var body = request.Read(WireJson.Default.ResourceGroupBody);
        var existing = Require(request);
        if (body.Location is { } location && GroupDefaults.Location(location) != existing.Location)
            throw new ArmException(ArmErrors.InvalidResourceGroupLocation(existing.Name, existing.Location, location));
        var patched = existing with { Tags = body.Tags ?? existing.Tags };
        store.Put(patched);
        return Task.FromResult(ArmResponse.Json(200, Body(patched), WireJson.Default.ResourceGroupBody));
    }

    // The service answers 202 and takes its time; here all container groups of it are gone when the 200 comes.
    private async Task<ArmResponse> DeleteAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var record = Require(request);
        foreach (var group in groups.List(record.Subscription, record.Name))
            await lifecycle.DeleteAsync(group, cancellationToken).ConfigureAwait(false);
        networks.Remove(record.Id);
        store.Remove(record.Subscription, record.Name);
        return new ArmResponse(200);
    }

    private ResourceGroupRecord Require(ArmRequest request) =>
        store.Find(request.Subscription, request.ResourceGroup) ?? throw new ArmException(ArmErrors.ResourceGroupNotFound(request.ResourceGroup));

    private static ResourceGroupBody Body(ResourceGroupRecord group) => new()
    {
        Id = group.Id,
        Name = group.Name,
        Type = "Microsoft.Resources/resourceGroups",
        Location = group.Location,
        Tags = group.Tags,
        Properties = new("Succeeded"),
    };
}
