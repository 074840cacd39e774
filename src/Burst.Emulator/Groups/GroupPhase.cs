namespace Burst.Emulator.Groups;

/// <summary>Where a group is in its life; provisioningState and instanceView.state follow from it and the time.</summary>
internal enum GroupPhase
{
    /// <summary>Accepted; waits for its pull and its launch.</summary>
    Provisioning,

    /// <summary>Handed to the runtime, or about to be: the record is written before the runtime is called.</summary>
    Launched,

    /// <summary>All containers have ended by themselves.</summary>
    Ended,

    /// <summary>Stopped on request.</summary>
    Stopped,

    /// <summary>The runtime refused it.</summary>
    Failed,

    /// <summary>Deleted as far as clients see; its runtime still has to let go.</summary>
    Deleting,
}
