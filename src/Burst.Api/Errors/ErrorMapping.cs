using Burst.Control.Loop;
using Burst.Core.Hosts;
using Burst.Core.Storage;

namespace Burst.Api.Errors;

/// <summary>What an exception from within means to the one who asked; null for a bug, which is not theirs to read.</summary>
internal static class ErrorMapping
{
    public static ApiException? Find(Exception exception, CancellationToken requestAborted) => exception switch
    {
        ApiException known => known,
        LoopBusyException => Refusal.Busy(exception.Message),
        StoreUnavailableException => Refusal.Unavailable($"Nothing was changed: {exception.Message}"),
        PodHostUnavailableException => Refusal.Unavailable($"The node did not answer: {exception.Message}"),
        OperationCanceledException when !requestAborted.IsCancellationRequested =>
            Refusal.Unavailable("The control loop is stopping; ask again in a moment."),
        _ => null,
    };
}
