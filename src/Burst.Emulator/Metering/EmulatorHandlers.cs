using System.Text;
using Burst.Emulator.Arm;
using Burst.Emulator.Groups;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Metering;

/// <summary>What the emulator tells about itself, outside ARM.</summary>
internal sealed class EmulatorHandlers(GroupStore store, InvoiceDesk desk, TimeProvider time)
{
    private const string PlainText = "text/plain; charset=utf-8";

    public IEnumerable<ArmRoute> Routes =>
    [
        new("GET", "/healthz", HealthAsync, RouteAccess.Open),
        new("GET", "/_emulator/invoice", InvoiceAsync, RouteAccess.Token),
        new("GET", "/_emulator/invoice.txt", InvoiceTextAsync, RouteAccess.Token),
        new("GET", "/_emulator/groups", GroupsAsync, RouteAccess.Token),
    ];

    private static Task<ArmResponse> HealthAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ArmResponse(200) { Body = "ok\n"u8.ToArray(), ContentType = PlainText });

    private Task<ArmResponse> InvoiceAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(ArmResponse.Json(200, desk.MakeOut(), InvoiceJson.Default.InvoiceBody));

    private Task<ArmResponse> InvoiceTextAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ArmResponse(200) { Body = Encoding.UTF8.GetBytes(InvoiceText.Of(desk.MakeOut())), ContentType = PlainText });

    private Task<ArmResponse> GroupsAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var groups = store.All.Select(g => g.Record).OrderBy(r => r.Key)
            .Select(r => new LiveGroupBody(r.Id, r.Location, r.Phase.ToString(), r.Deployment.RuntimeId, r.Deployment.AcceptedAt, r.Tags));
        return Task.FromResult(ArmResponse.Json(200, new LiveGroupsBody(time.GetUtcNow(), [.. groups]), WireJson.Default.LiveGroupsBody));
    }
}
