namespace Burst.Emulator.Arm;

/// <summary>ARM's own refusals, in ARM's words.</summary>
internal static class ArmErrors
{
    public static ArmError AuthenticationFailed() =>
        new(401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing or has no bearer token.");

    public static ArmError NotLocal(string path) =>
        new(403, "NotLocal", $"'{path}' is served to clients on the emulator's own machine only; send the request to a loopback address.");

    public static ArmError MissingApiVersion() =>
        new(400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");

    public static ArmError InvalidSubscription(string subscription) =>
        new(400, "InvalidSubscriptionId", $"The provided subscription identifier '{subscription}' is malformed or invalid.");

    public static ArmError NoSuchRoute(string path) =>
        new(404, "NotFound", $"No resource type or action of this emulator matches the path '{path}'.");

    public static ArmError MethodNotAllowed(string method) =>
        new(405, "HttpMethodNotAllowed", $"The requested resource does not support http method '{method}'.");

    public static ArmError InvalidContent(string detail) =>
        new(400, "InvalidRequestContent", $"The request content was invalid and could not be deserialized: '{detail}'");

    public static ArmError InvalidParameter(string name, string detail) =>
        new(400, "InvalidParameter", $"The query parameter '{name}' is invalid: {detail}");

    public static ArmError LocationRequired() =>
        new(400, "LocationRequired", "The location property is required for this definition.");

    public static ArmError ResourceNotFound(string type, string name, string resourceGroup) =>
        new(404, "ResourceNotFound", $"The Resource '{type}/{name}' under resource group '{resourceGroup}' was not found. " +
            "For more details please go to https://aka.ms/ARMResourceNotFoundFix");

    public static ArmError OperationNotFound(string id) =>
        new(404, "ResourceNotFound", $"The operation '{id}' was not found.");

    public static ArmError ResourceGroupNotFound(string name) =>
        new(404, "ResourceGroupNotFound", $"Resource group '{name}' could not be found.");

    public static ArmError InvalidResourceNamespace(string name) =>
        new(404, "InvalidResourceNamespace", $"The resource namespace '{name}' is invalid.");

    public static ArmError InvalidResourceGroupName(string name) =>
        new(400, "InvalidResourceGroupName", $"The resource group name '{name}' is invalid: 1 to 90 letters, digits, '-', '_', '.', '(' or ')', " +
            "not ending in '.'.");

    public static ArmError InvalidResourceGroupLocation(string name, string location, string wanted) =>
        new(409, "InvalidResourceGroupLocation", $"Invalid resource group location '{wanted}'. The Resource group '{name}' already exists in " +
            $"location '{location}'.");

    public static ArmError ResourceGroupQuotaExceeded(int limit) =>
        new(409, "ResourceGroupQuotaExceeded", $"The subscription already has {limit} resource groups, which is the limit.");

    public static ArmError TooManyNetworks(int limit) =>
        new(409, "NetworkCountLimitReached", $"The emulator already has {limit} virtual networks and subnets, which is its limit.");

    public static ArmError InvalidResourceLocation(string name, string location, string resourceGroup, string wanted) =>
        new(409, "InvalidResourceLocation", $"The resource '{name}' already exists in location '{location}' in resource group " +
            $"'{resourceGroup}'. A resource with the same name cannot be created in location '{wanted}'. Please select a new resource name.");

    public static ArmError Throttled(string action, int limit, TimeSpan interval, int retryAfterSeconds) =>
        new(429, "ResourceRequestsThrottled", $"Number of requests for action '{action}' exceeded the limit of '{limit}' for time interval " +
            $"'{interval:c}'. Please try again after '{retryAfterSeconds}' seconds.")
        {
            RetryAfterSeconds = retryAfterSeconds,
        };

    public static ArmError SubscriptionThrottled(string kind, string subscription, string principal, int retryAfterSeconds) =>
        new(429, "SubscriptionRequestsThrottled", $"Number of '{kind}' requests for subscription '{subscription}' actor '{principal}' exceeded. Please try " +
            $"again after '{retryAfterSeconds}' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.")
        {
            RetryAfterSeconds = retryAfterSeconds,
        };

    public static ArmError Internal() =>
        new(500, "InternalServerError", "The emulator failed to handle the request; its log has the cause.");
}
