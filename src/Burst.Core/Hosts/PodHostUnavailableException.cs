namespace Burst.Core.Hosts;

/// <summary>The host could not be reached or did not answer in full, so nothing is known of its pods.</summary>
public sealed class PodHostUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The call failed before anything was sent that could have an effect; false when that is not known.</summary>
    public bool HadNoEffect { get; init; }
}
