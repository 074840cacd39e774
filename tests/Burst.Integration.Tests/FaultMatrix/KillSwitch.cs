namespace Burst.Integration.Tests.FaultMatrix;

/// <summary>Whether one process still lives, and at which call it dies once it is armed.</summary>
internal sealed class KillSwitch
{
    private readonly TaskCompletionSource _dead = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Death? _armed;

    public bool IsDead => _dead.Task.IsCompleted;

    public Task Dead => _dead.Task;

    public void Arm(Death death) => _armed = death;

    /// <summary>Dies here if this is the call. What is dead sends nothing, reads nothing and commits nothing.</summary>
    /// <exception cref="OperationCanceledException">The process is dead.</exception>
    public void Pass(ArmCall call, bool afterEffect)
    {
        if (_armed is { } death && death.Call == call && death.AfterEffect == afterEffect)
            _dead.TrySetResult();
        ThrowIfDead();
    }

    /// <exception cref="OperationCanceledException">The process is dead.</exception>
    public void ThrowIfDead()
    {
        if (IsDead)
            throw new OperationCanceledException("The process was killed.");
    }
}
