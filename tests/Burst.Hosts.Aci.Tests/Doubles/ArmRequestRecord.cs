namespace Burst.Hosts.Aci.Tests.Doubles;

internal sealed record ArmRequestRecord(HttpMethod Method, Uri Uri, string RequestId, string? Authorization, byte[] Body, DateTimeOffset At)
{
    public override string ToString() => $"{Method} {Uri.Segments[^1]}";
}
