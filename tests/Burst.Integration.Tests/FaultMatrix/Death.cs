namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>At which call the process is killed: before the call leaves, or after its effect and before the answer is read.</summary>
public sealed record Death(ArmCall Call, bool AfterEffect)
{
    public override string ToString() => $"killed {(AfterEffect ? "after" : "before")} {Call}";
}
