using Burst.Hosts.Aci.Arm;

namespace Burst.Hosts.Aci.Mapping;

/// <summary>What a reply to a delete means for the next try.</summary>
internal static class DeleteReply
{
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TransitionWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ThrottledWait = TimeSpan.FromSeconds(30);

    public static bool IsTaken(ArmReply reply) => reply.IsSuccess || reply is { Failure: null, Status: 404 };

    public static TimeSpan WaitAfter(ArmReply reply) => reply.RetryAfter ?? reply.Status switch
    {
        409 => TransitionWait,
        429 => ThrottledWait,
        _ => DefaultWait,
    };
}
