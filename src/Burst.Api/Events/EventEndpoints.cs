using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Reading;
using Burst.Api.Routing;
using Burst.Api.Selection;
using Burst.Core.Objects;
using Burst.Core.Storage;

namespace Burst.Api.Events;

/// <summary>Events as Kubernetes shows them, newest first. They come from the store: nothing here goes through the loop.</summary>
internal sealed class EventEndpoints(IStateStore store, TimeProvider time, ApiOptions options)
{
    /// <summary>What one query of the store gives; older events than these are beyond a list's reach.</summary>
    private const int ReadMax = 5000;

    public IEnumerable<Route> Routes()
    {
        yield return new Route("GET", "/api/v1/events", ListAsync);
        yield return new Route("GET", "/api/v1/namespaces/{namespace}/events", ListAsync);
        yield return new Route("GET", "/api/v1/namespaces/{namespace}/events/{name}", GetAsync);
    }

    private async Task<ApiResponse> ListAsync(ApiCall call)
    {
        if (call.Flag("watch"))
            throw Refusal.MethodNotAllowed("watching events is not supported yet; list again");
        var query = ListQuery.Parse(call, EventView.Fields, options);
        var found = await ReadAsync(call, query.Fields.FindPinned("involvedObject.name") ?? "", query.Fields.FindPinned("involvedObject.uid") ?? "")
            .ConfigureAwait(false);
        var selected = found.Where(view => query.Fields.Matches(view.ValueOf) && query.Labels.Matches(EventView.NoLabels));
        if (query.After is { } after)
            selected = selected.Where(view => string.CompareOrdinal(view.Position, after.Name) < 0);
        var page = selected.Take(query.Limit + 1).ToList();
        var metadata = new JsonObject { ["resourceVersion"] = (found.Count > 0 ? found[0].Event.Sequence : 0).ToString() };
        if (page.Count > query.Limit)
        {
            page.RemoveAt(query.Limit);
            metadata["continue"] = new ContinueToken("", page[^1].Position).ToString();
        }

        var now = time.GetUtcNow();
        var items = page.Select(view => new ListItem(view.ToJson(), view.Cells(now)));
        return ApiResponse.Json(200, ListBody.Many(call, EventView.Columns, "EventList", "v1", metadata, items));
    }

    private async Task<ApiResponse> GetAsync(ApiCall call)
    {
        var about = call.Name.LastIndexOf('.') is > 0 and var dot ? call.Name[..dot] : call.Name;
        var found = await ReadAsync(call, about, "").ConfigureAwait(false);
        return found.FirstOrDefault(view => view.Name == call.Name) is { } one
            ? ApiResponse.Json(200, ListBody.One(call, EventView.Columns, new ListItem(one.ToJson(), one.Cells(time.GetUtcNow()))))
            : throw Refusal.NotFound($"events \"{call.Name}\" not found");
    }

    /// <summary>Events on cluster-scoped objects are kept without a namespace and shown, as in Kubernetes, in default.</summary>
    private async Task<List<EventView>> ReadAsync(ApiCall call, string name, string uid)
    {
        var storedNamespace = call.Namespace == Namespace.Default ? "" : call.Namespace;
        var events = await store.ReadEventsAsync(new EventQuery(storedNamespace, name, uid, Limit: ReadMax), call.CancellationToken).ConfigureAwait(false);
        return [.. events.Select(one => new EventView(one)).Where(view => call.Namespace.Length == 0 || view.Namespace == call.Namespace)];
    }
}
