namespace Burst.Emulator.Arm;

internal delegate Task<ArmResponse> ArmHandler(ArmRequest request, CancellationToken cancellationToken);
