namespace Burst.Hosts.Aci.Limits;

/// <summary>One request's token.</summary>
/// <param name="At">When it was taken, or sent where that is later.</param>
/// <param name="SettledBefore">Requests that had their replies by then: the service has counted them before this one.</param>
internal readonly record struct BucketTicket(TimeSpan At, long SettledBefore);
