namespace Burst.Hosts.Docker.Pods;

/// <summary>
/// Lets each state of a container be started from once: two looks at the same state, one from a list and one from an event, would both start it, and what
/// ends within milliseconds would run twice.
/// </summary>
internal sealed class StartClaims(TimeProvider time)
{
    /// <summary>No look is older than that when it is acted upon.</summary>
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(1);

    private const int KeptMax = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Claim> claims = [];

    /// <returns>False when somebody has started it from this state, or from a later one, or is about to.</returns>
    public bool TryTake(EngineContainer container)
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            if (claims.Count > KeptMax)
            {
                foreach (var id in claims.Where(claim => time.GetElapsedTime(claim.Value.At, now) > Valid).Select(claim => claim.Key).ToList())
                    claims.Remove(id);
            }

            if (claims.TryGetValue(container.Id, out var known) && known.State >= StateOf(container) && time.GetElapsedTime(known.At, now) <= Valid)
                return false;
            claims[container.Id] = new Claim(StateOf(container), now);
            return true;
        }
    }

    /// <summary>It could not be started: the next look may try again.</summary>
    public void Release(EngineContainer container)
    {
        lock (gate)
        {
            if (claims.TryGetValue(container.Id, out var known) && known.State == StateOf(container))
                claims.Remove(container.Id);
        }
    }

    /// <summary>The end of its last run, or that there was none.</summary>
    private static DateTimeOffset StateOf(EngineContainer container) => container.FinishedAt ?? DateTimeOffset.MinValue;

    private readonly record struct Claim(DateTimeOffset State, long At);
}
