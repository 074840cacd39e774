namespace Burst.Core.Workloads;

/// <summary>How far a Deployment has come with its present template.</summary>
public enum RolloutState
{
    /// <summary>Pods are being made, waited for or replaced.</summary>
    Progressing,

    /// <summary>All pods are of the present template and available. Stays so until the template changes, whatever befalls the pods.</summary>
    Complete,

    /// <summary>Nothing has come of it for the Deployment's progress deadline. It goes on trying.</summary>
    Stuck,
}
