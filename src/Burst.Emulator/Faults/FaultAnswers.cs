using Burst.Emulator.Arm;
using Burst.Emulator.Groups;

namespace Burst.Emulator.Faults;

/// <summary>Refusals that faults send, in the service's words where they are known.</summary>
internal static class FaultAnswers
{
    public static ArmResponse Of(FaultRule rule, RequestTarget target) =>
        ArmResponse.From(ErrorOf(rule.Kind, target) with { RetryAfterSeconds = rule.RetryAfterSeconds });

    private static ArmError ErrorOf(FaultKind kind, RequestTarget target) => kind switch
    {
        FaultKind.RequestTimeout => new(408, "RequestTimeout", "The request timed out."),
        FaultKind.Throttle => new(429, "SubscriptionRequestsThrottled", "Number of requests for the subscription exceeded its limit. Please try again later."),
        FaultKind.ServerError => new(500, "InternalServerError", "The server encountered an internal error. Please retry the request."),
        FaultKind.Unavailable => new(503, "ServerTimeout", "The request timed out. Please retry the request."),
        FaultKind.NoCapacity => new(409, "ServiceUnavailable", "The requested resource is not available in the location at this moment. " +
            "Please retry with a different resource request or in another location."),
        FaultKind.Quota => new(400, "ContainerGroupQuotaReached",
            $"Resource type '{GroupRecord.ResourceType}' container group quota 'StandardCores' exceeded. Limit: '0', Usage: '0' Requested: '1'."),
        FaultKind.ExpiredCredential => new(401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier than current UTC time."),
        FaultKind.StaleRead => ArmErrors.ResourceNotFound(GroupRecord.ResourceType, target.Group!.Value.Name, target.Group.Value.ResourceGroup),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This fault refuses nothing."),
    };
}
