namespace Burst.Api.Tests.Support;

/// <summary>A wall clock that was set back by a minute.</summary>
internal sealed class LateClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(-1);
}
