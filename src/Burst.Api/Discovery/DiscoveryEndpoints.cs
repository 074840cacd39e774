using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Api.Kinds;
using Burst.Api.Leases;
using Burst.Api.Routing;
using Burst.Api.Uses;

namespace Burst.Api.Discovery;

/// <summary>How clients find out what there is.</summary>
internal static class DiscoveryEndpoints
{
    /// <summary>The Kubernetes minor version whose API the bodies follow.</summary>
    private const string ApiLevelMinor = "34";

    public static IEnumerable<Route> Routes()
    {
        var versions = ResourceCatalog.All.Select(resource => (resource.Group, resource.Version)).Distinct().ToList();
        yield return Get("/version", Version());
        yield return Get("/api", CoreVersions());
        yield return Get("/apis", new JsonObject
        {
            ["kind"] = "APIGroupList",
            ["apiVersion"] = "v1",
            ["groups"] = versions.Append((UseEndpoints.Group, UseEndpoints.Version)).Append((LeaseEndpoints.Group, LeaseEndpoints.Version))
                .Where(version => version.Group.Length > 0).Select(version => GroupOf(version.Group, version.Version)).ToJsonArray(),
        });
        foreach (var (group, version) in versions)
        {
            var resources = ResourceCatalog.All.Where(resource => resource.Group == group && resource.Version == version);
            yield return Get(group.Length == 0 ? $"/api/{version}" : $"/apis/{group}/{version}", ResourceListBody.Create(group, version, resources));
            if (group.Length == 0)
                continue;
            var body = GroupOf(group, version);
            body["kind"] = "APIGroup";
            body["apiVersion"] = "v1";
            yield return Get($"/apis/{group}", body);
        }
    }

    private static Route Get(string path, JsonObject body)
    {
        var response = ApiResponse.Json(200, body);
        return new Route("GET", path, _ => Task.FromResult(response));
    }

    private static JsonObject Version() => new()
    {
        ["major"] = "1",
        ["minor"] = ApiLevelMinor,
        ["gitVersion"] = $"v1.{ApiLevelMinor}.0+burst-{ApiVersionInfo.Current}",
        ["platform"] = "linux/amd64",
        ["burstVersion"] = ApiVersionInfo.Current,
    };

    private static JsonObject CoreVersions() => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(),
    };

    private static JsonObject GroupOf(string group, string version)
    {
        var named = new JsonObject { ["groupVersion"] = $"{group}/{version}", ["version"] = version };
        return new JsonObject { ["name"] = group, ["versions"] = new JsonArray(named), ["preferredVersion"] = named.DeepClone() };
    }
}
