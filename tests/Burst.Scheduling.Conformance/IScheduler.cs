namespace Burst.Scheduling.Conformance;

/// <summary>A scheduler that can be asked what the oracle is asked.</summary>
public interface IScheduler
{
    /// <param name="json">A case in the exchange format of the oracle.</param>
    SchedulerAnswer Ask(ReadOnlyMemory<byte> json);
}
