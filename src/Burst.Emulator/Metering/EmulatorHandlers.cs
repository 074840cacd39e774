using Burst.Emulator.Arm;
using Burst.Emulator.Groups;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Metering;

/// <summary>What the emulator tells about itself, outside ARM.</summary>
internal sealed class EmulatorHandlers(GroupStore store, InvoiceJournal journal, TimeProvider time)
{
    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", "/healthz", HealthAsync, RouteAccess.Open),
        new("GET", "/_emulator/invoice", InvoiceAsync, RouteAccess.Token),
        new("GET", "/_emulator/groups", GroupsAsync, RouteAccess.Token),
    ];

    private static Task<ArmResponse> HealthAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ArmResponse(200) { Body = "ok\n"u8.ToArray(), ContentType = "text/plain; charset=utf-8" });

    private Task<ArmResponse> InvoiceAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var open = store.All.Select(g => g.Record).Where(r => r.StoppedAt is null)
            .OrderBy(r => r.Deployment.PullingAt).Select(r => GroupMeter.LineOf(r, null, now)).OfType<InvoiceLine>().ToArray();
        // Read after the open ones: a line closed in between is in both and counts as closed.
        var closed = journal.Lines();
        var known = closed.Select(line => line.RuntimeId).ToHashSet();
        var body = new InvoiceBody(now, journal.Dropped, [.. closed, .. open.Where(line => !known.Contains(line.RuntimeId))]);
        return Task.FromResult(ArmResponse.Json(200, body, InvoiceJson.Default.InvoiceBody));
    }

    private Task<ArmResponse> GroupsAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var groups = store.All.Select(g => g.Record).OrderBy(r => r.Key)
            .Select(r => new LiveGroupBody(r.Id, r.Location, r.Phase.ToString(), r.Deployment.RuntimeId, r.Deployment.AcceptedAt, r.Tags));
        return Task.FromResult(ArmResponse.Json(200, new LiveGroupsBody(time.GetUtcNow(), [.. groups]), WireJson.Default.LiveGroupsBody));
    }
}
