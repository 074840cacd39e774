using Burst.Emulator.Wire;

namespace Burst.Emulator.Locations;

/// <summary>What a role may be allowed to do with the provider.</summary>
internal static class ProviderOperations
{
    private const string Provider = "Microsoft Container Instance";

    public static readonly IReadOnlyList<ProviderOperationBody> All =
    [
        Of("register/action", "Microsoft.ContainerInstance", "Register Subscription", "Registers the subscription for the container instance resource provider."),
        Of("containerGroups/read", "Container Groups", "Get Container Group", "Get all container groups."),
        Of("containerGroups/write", "Container Groups", "Create or Update Container Group", "Create or update a specific container group."),
        Of("containerGroups/delete", "Container Groups", "Delete Container Group", "Delete the specific container group."),
        Of("containerGroups/restart/action", "Container Groups", "Restart Container Group", "Restarts a specific container group."),
        Of("containerGroups/stop/action", "Container Groups", "Stop Container Group", "Stops a specific container group."),
        Of("containerGroups/start/action", "Container Groups", "Start Container Group", "Starts a specific container group."),
        Of("containerGroups/containers/exec/action", "Containers", "Exec into Container", "Exec into a specific container."),
        Of("containerGroups/containers/attach/action", "Containers", "Attach to Container", "Attach to the output of a container."),
        Of("containerGroups/containers/logs/read", "Containers", "Get Container Logs", "Get logs for a specific container."),
        Of("containerGroups/outboundNetworkDependenciesEndpoints/read", "Container Groups", "Get Outbound Dependencies", "List outbound dependencies."),
        Of("locations/capabilities/read", "Locations", "Get Capabilities", "Get the capabilities for a region."),
        Of("locations/cachedImages/read", "Locations", "Get Cached Images", "Gets the cached images for the subscription in a region."),
        Of("locations/operations/read", "Locations", "Get Operation", "Get the operation of a region."),
        Of("locations/usages/read", "Locations", "Get Usages", "Get the usage for a specific region."),
        Of("operations/read", "Operations", "List Operations", "List the operations for the container instance resource provider."),
        Of("serviceassociationlinks/delete", "Service Association Links", "Delete Link", "Delete the service association link of a subnet."),
    ];

    private static ProviderOperationBody Of(string name, string resource, string operation, string description) =>
        new($"Microsoft.ContainerInstance/{name}", new(Provider, resource, operation, description), "User");
}
