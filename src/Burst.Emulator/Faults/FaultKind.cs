namespace Burst.Emulator.Faults;

/// <summary>What can be made to go wrong. On the wire and in flags each is written in lower case with hyphens: <c>drop-reply</c>.</summary>
public enum FaultKind
{
    /// <summary>The request is handled late, or its answer is sent late (<see cref="FaultRule.AfterEffect"/>).</summary>
    Delay,

    /// <summary>The connection breaks before the request has any effect.</summary>
    LoseRequest,

    /// <summary>The request has its effect; the connection breaks before the answer.</summary>
    DropReply,

    /// <summary>408.</summary>
    RequestTimeout,

    /// <summary>429, with Retry-After when <see cref="FaultRule.RetryAfterSeconds"/> is set.</summary>
    Throttle,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>409 ServiceUnavailable: the region has no room for a group of this size.</summary>
    NoCapacity,

    /// <summary>400 ContainerGroupQuotaReached, though there is quota.</summary>
    Quota,

    /// <summary>401: the credential has expired.</summary>
    ExpiredCredential,

    /// <summary>404 for a group that exists: a read from a replica that has not heard of it.</summary>
    StaleRead,

    /// <summary>A list leaves out its last groups and says nothing of it.</summary>
    TruncateList,

    /// <summary>A delete is accepted with 202; its operation fails and the group lives on.</summary>
    ForgetDelete,

    /// <summary>The image cannot be pulled, for a while or at all; the group is billed meanwhile.</summary>
    FailPull,

    /// <summary>The group is provisioned as Failed, and runs and is billed all the same.</summary>
    FailProvisioning,

    /// <summary>Somebody deletes the group by hand just before the request arrives.</summary>
    RemoveGroup,

    /// <summary>The Spot group is evicted just before the request arrives.</summary>
    EvictGroup,
}
