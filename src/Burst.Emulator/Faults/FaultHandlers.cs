using Burst.Emulator.Arm;
using Burst.Emulator.Groups;

namespace Burst.Emulator.Faults;

/// <summary>The pages by which the world is broken and watched.</summary>
internal sealed class FaultHandlers(FaultBook book, CallCounter calls, FaultEffects effects)
{
    private const string Faults = "/_emulator/faults";
    private const string Calls = "/_emulator/calls";
    private const string Group = "/_emulator/groups" + GroupRoutes.One;

    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", Faults, (_, _) => Answer(200, book.Read()), RouteAccess.Admin),
        new("DELETE", Faults, (_, _) => Answer(200, book.Remove(null)), RouteAccess.Admin),
        new("GET", Faults + "/{name}", GetAsync, RouteAccess.Admin),
        new("PUT", Faults + "/{name}", PutAsync, RouteAccess.Admin),
        new("DELETE", Faults + "/{name}", DeleteAsync, RouteAccess.Admin),
        new("GET", Calls, (_, _) => CallsAsync(), RouteAccess.Admin),
        new("DELETE", Calls, (_, _) => ResetCallsAsync(), RouteAccess.Admin),
        new("POST", Group + "/remove", RemoveAsync, RouteAccess.Admin),
        new("POST", Group + "/evict", EvictAsync, RouteAccess.Admin),
    ];

    private Task<ArmResponse> GetAsync(ArmRequest request, CancellationToken cancellationToken) =>
        book.Read().FirstOrDefault(reading => reading.Rule.Name == request.Name) is { } found
            ? Answer(200, [found])
            : throw NoSuchFault(request.Name);

    private Task<ArmResponse> PutAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var rule = request.Read(FaultJson.Default.FaultBody).ToRule(request.Name, out var errors);
        if (rule is null)
            throw new ArmException(new(400, "InvalidFault", $"The fault '{request.Name}' is invalid: {string.Join(" ", errors)}"));
        var put = book.Put(rule) ?? throw new ArmException(new(409, "TooManyFaults", $"There are {FaultBook.FaultsMax} faults already; delete some."));
        return Answer(200, [put]);
    }

    private Task<ArmResponse> DeleteAsync(ArmRequest request, CancellationToken cancellationToken) =>
        book.Remove(request.Name) is [_] removed ? Answer(200, removed) : throw NoSuchFault(request.Name);

    private Task<ArmResponse> CallsAsync()
    {
        var body = new CallsView([.. calls.Read().Select(c => new CallView(c.Kind.Verb, c.Kind.Operation, c.Kind.Status, c.Kind.IsAnswered, c.Count))]);
        return Task.FromResult(ArmResponse.Json(200, body, FaultJson.Default.CallsView));
    }

    private Task<ArmResponse> ResetCallsAsync()
    {
        calls.Reset();
        return Task.FromResult(new ArmResponse(204));
    }

    private async Task<ArmResponse> RemoveAsync(ArmRequest request, CancellationToken cancellationToken) =>
        await effects.RemoveAsync(GroupKey.Of(request), cancellationToken).ConfigureAwait(false)
            ? new(204)
            : throw GroupErrors.NotFound(GroupKey.Of(request));

    private async Task<ArmResponse> EvictAsync(ArmRequest request, CancellationToken cancellationToken) =>
        await effects.EvictAsync(GroupKey.Of(request), cancellationToken).ConfigureAwait(false)
            ? new(204)
            : throw new ArmException(new(409, "NotEvictable", $"The container group '{request.Name}' is not a Spot group that runs; only such are evicted."));

    private static ArmException NoSuchFault(string name) => new(new(404, "NoSuchFault", $"There is no fault '{name}'."));

    private static Task<ArmResponse> Answer(int status, IReadOnlyList<FaultReading> readings) =>
        Task.FromResult(ArmResponse.Json(status, new FaultsView([.. readings.Select(FaultView.Of)]), FaultJson.Default.FaultsView));
}
