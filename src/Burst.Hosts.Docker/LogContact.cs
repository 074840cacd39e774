using Burst.Core.Hosts;

namespace Burst.Hosts.Docker;

/// <summary>
/// Lets one who follows a log outlive a connection that is cut: what has answered once is asked again until it has been silent for a minute.
/// Nobody else waits, and nothing does that has never answered.
/// </summary>
internal sealed class LogContact(bool mayWait, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private bool hasAnswered;
    private long? silentSince;

    /// <returns>Whether it was answered, and what.</returns>
    /// <exception cref="PodHostUnavailableException">It was not, and is not waited for.</exception>
    public async Task<(bool IsAnswered, T? Answer)> TryAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            var answer = await ask().ConfigureAwait(false);
            (hasAnswered, silentSince) = (true, null);
            return (true, answer);
        }
        catch (PodHostUnavailableException) when (mayWait && hasAnswered && IsPatient())
        {
            return (false, default);
        }
    }

    private bool IsPatient()
    {
        silentSince ??= time.GetTimestamp();
        return time.GetElapsedTime(silentSince.Value) < Patience;
    }
}
