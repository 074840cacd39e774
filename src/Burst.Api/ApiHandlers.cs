using Burst.Api.Applying;
using Burst.Api.Discovery;
using Burst.Api.Enrolment;
using Burst.Api.Errors;
using Burst.Api.Events;
using Burst.Api.Exec;
using Burst.Api.Kinds;
using Burst.Api.Leases;
using Burst.Api.Logs;
using Burst.Api.Operations;
using Burst.Api.Reading;
using Burst.Api.Rollouts;
using Burst.Api.Routing;
using Burst.Api.Uses;
using Burst.Api.Writing;
using Burst.Control.Applying;
using Burst.Control.Logs;
using Burst.Control.Loop;
using Burst.Core.Ids;
using Burst.Core.Pricing;
using Burst.Core.Storage;

namespace Burst.Api;

/// <summary>
/// The HTTP API without a web server: a request in, an answer out. Who asks has been authenticated before. Refusals are answers
/// (Kubernetes' <c>Status</c>); an exception from here is a bug or a request that was given up.
/// </summary>
public sealed class ApiHandlers
{
    private readonly RouteTable routes;
    private readonly AuditTrail audit;
    private readonly ApiOptions options;

    public ApiHandlers(
        ControlLoop loop, IStateStore store, HostRegistry hosts, ILogArchive archive, IPriceCatalog prices, IIdSource ids, TimeProvider time,
        ApiOptions options, INodeEnrolment? enrolment = null)
    {
        this.options = options;
        audit = new AuditTrail(loop);
        var gate = new WriteGate(loop, time);
        var deletes = new ObjectDeletes(gate);
        var objects = new ObjectRoutes(new ObjectReads(loop, time, options), new ObjectWrites(gate, ids), deletes, new ScaleSubresource(loop, gate));
        var leave = new NodeLeave(deletes, loop, hosts, enrolment, time);
        routes = new RouteTable(
        [
            .. DiscoveryEndpoints.Routes(),
            new Route("DELETE", $"{NodeResource.Definition.Root}/{NodeResource.Definition.Plural}/{{name}}", leave.DeleteAsync),
            new EnrolEndpoint(gate, enrolment, prices, ids).Route(),
            .. ResourceCatalog.All.SelectMany(objects.Of),
            .. new EventEndpoints(store, time, options).Routes(),
            .. new PauseEndpoint(loop, time).Routes(),
            .. new RolloutEndpoints(loop, gate).Routes(),
            new RestartEndpoint(loop, hosts).Route(),
            .. new StopEndpoint(loop, hosts).Routes(),
            new EvictionEndpoint(gate).Route(),
            .. new ExecEndpoint(loop, hosts, time).Routes,
            .. new UseEndpoints(loop, hosts, time).Routes,
            .. new LeaseEndpoints(loop, time, options).Routes,
            new LogEndpoint(loop, store, hosts, archive, time).Route(),
            new ApplyEndpoint(loop, ids, time, options).Route(),
            new ExplainEndpoint(loop, store, time).Route(),
            new CostEndpoint(store, prices, time).Route(),
            new UsageEndpoint(store, time).Route(),
            new StatusEndpoint(loop, prices, time).Route(),
            new AciEndpoint(loop).Route(),
            new AuditEndpoint(store, options).Route(),
        ]);
    }

    public async Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        ApiException refusal;
        try
        {
            if (request.Body.Length > options.BodyBytesMax)
                throw Refusal.TooLarge($"the body has {request.Body.Length} bytes; at most {options.BodyBytesMax} are accepted");
            return await routes.HandleAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (ErrorMapping.Find(exception, cancellationToken) is { } known)
        {
            refusal = known;
        }

        if (AuditTrail.IsWrite(request) && !IsDryRun(request) && refusal.Status is not (429 or 503))
            await audit.RecordRefusalAsync(request, refusal.Status).ConfigureAwait(false);
        return StatusBody.Failure(refusal);
    }

    private static bool IsDryRun(ApiRequest request) => request.Query.GetValueOrDefault("dryRun") == "All";
}
