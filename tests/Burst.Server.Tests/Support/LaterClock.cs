namespace Burst.Server.Tests.Support;

/// <summary>The machine's clock, ahead by a constant: what a start so much later sees.</summary>
internal sealed class LaterClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
