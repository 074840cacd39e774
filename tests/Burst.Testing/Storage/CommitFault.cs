namespace Burst.Testing.Storage;

/// <summary>When a scripted failure of a commit strikes.</summary>
public enum CommitFault
{
    /// <summary>Nothing is written, as on a full disk.</summary>
    BeforeApplying,

    /// <summary>Everything is written and the caller never hears of it, as when the process dies in between.</summary>
    AfterApplying,
}
