using Burst.Control.Loop;
using Burst.Core.Events;
using Burst.Core.Storage;

namespace Burst.Api.Writing;

/// <summary>Every write leaves an entry: one that happens in its own commit, one that is refused in a commit that holds nothing else.</summary>
internal sealed class AuditTrail(ControlLoop loop)
{
    /// <summary>A websocket leads into a container, whatever its method.</summary>
    public static bool IsWrite(ApiRequest request) => request.Method is "POST" or "PUT" or "PATCH" or "DELETE" || request.SocketProtocols is not null;

    public static AuditEntry Entry(ApiRequest request, DateTimeOffset now, int status) =>
        new(now, request.User, VerbOf(request.Method), request.Path, status);

    /// <summary>
    /// A refusal changed nothing, so it stands even when it cannot be recorded because the store cannot write or too much work
    /// waits; both are reported where they happen.
    /// </summary>
    public async Task RecordRefusalAsync(ApiRequest request, int status)
    {
        try
        {
            await loop.MutateAsync((_, now) => new StateCommit { Audit = [Entry(request, now, status)] }, _ => true).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is LoopBusyException or StoreUnavailableException or OperationCanceledException)
        {
        }
    }

    private static string VerbOf(string method) => method switch
    {
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => "delete",
        _ => method.ToLowerInvariant(),
    };
}
