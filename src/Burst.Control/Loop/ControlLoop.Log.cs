using Microsoft.Extensions.Logging;

namespace Burst.Control.Loop;

public sealed partial class ControlLoop
{
    [LoggerMessage(1001, LogLevel.Information, "Control loop started as {Holder}, term {Token}: {Pods} pods, {Nodes} nodes on record")]
    private partial void LogStarted(string holder, long token, int pods, int nodes);

    [LoggerMessage(1009, LogLevel.Warning, "Stood still for {Seconds:0} s; what nodes did meanwhile is not known")]
    private partial void LogStoodStill(double seconds);

    [LoggerMessage(1002, LogLevel.Information, "Control loop stopped")]
    private partial void LogStopped();

    [LoggerMessage(1003, LogLevel.Error, "The store cannot write; nothing is created or deleted until it can: {Reason}")]
    private partial void LogStoreUnavailable(string reason);

    [LoggerMessage(1005, LogLevel.Error, "Could not take in {Work}; it is dropped and nothing of it has changed the state")]
    private partial void LogWorkDropped(Exception exception, LoopWork work);

    [LoggerMessage(1004, LogLevel.Information, "The store writes again")]
    private partial void LogStoreRecovered();

    [LoggerMessage(1006, LogLevel.Warning, "A commit that seemed to have failed is in the store; the state is read again: {Reason}")]
    private partial void LogStale(string reason);

    [LoggerMessage(1007, LogLevel.Information, "The state was read again; it is at version {Version}")]
    private partial void LogReloaded(long version);

    [LoggerMessage(1008, LogLevel.Critical, "The control loop has ended; pods go on, and the next start resumes from the store")]
    private partial void LogEnded(Exception exception);
}
