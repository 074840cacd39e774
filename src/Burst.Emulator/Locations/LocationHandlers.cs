using Burst.Emulator.Arm;
using Burst.Emulator.Groups;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Locations;

/// <summary>What the service has in a region: the sizes it takes and the images it holds.</summary>
internal sealed class LocationHandlers
{
    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", GroupRoutes.Location + "/capabilities", CapabilitiesAsync),
        new("GET", GroupRoutes.Location + "/cachedImages", CachedImagesAsync),
    ];

    private static Task<ArmResponse> CapabilitiesAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var name = GroupDefaults.Location(request.Values["location"]);
        var location = Regions.DisplayNames.FirstOrDefault(display => GroupDefaults.Location(display) == name) ?? name;
        string[] systems = ["Linux", "Windows"];
        string[] addresses = ["Public", "Private"];
        var size = new CapabilitySize(ResourceValidation.MemoryInGBMax, ResourceValidation.CpuMax, 0);
        var page = new Page<CapabilityBody>(
            [.. systems.SelectMany(system => addresses.Select(address => new CapabilityBody("containerGroups", system, location, address, "None", size)))]);
        return Task.FromResult(ArmResponse.Json(200, page, WireJson.Default.PageCapabilityBody));
    }

    // Images that the service is known to hold ready; here no image takes longer than another for it.
    private static Task<ArmResponse> CachedImagesAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var page = new Page<CachedImageBody>(
        [
            new("Linux", "ubuntu:16.04"),
            new("Linux", "alpine:3.6"),
            new("Windows", "microsoft/nanoserver:10.0.14393.2485"),
        ]);
        return Task.FromResult(ArmResponse.Json(200, page, WireJson.Default.PageCachedImageBody));
    }
}
