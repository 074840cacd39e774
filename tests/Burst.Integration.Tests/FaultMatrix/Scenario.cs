namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>What a pod goes through when the fault is about. Every one begins with its creation and ends with its deletion.</summary>
public enum Scenario
{
    Create,
    Observe,
    ObserveByList,
    Delete,
    DeleteDuringCreate,
}
