namespace Burst.Emulator.Arm;

/// <summary>Ends the handling of a request with an ARM error; thrown by validation deep inside and caught once, at the router.</summary>
internal sealed class ArmException(ArmError error) : Exception(error.Message)
{
    public ArmError Error { get; } = error;
}
