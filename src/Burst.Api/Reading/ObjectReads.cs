using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Kinds;
using Burst.Api.Routing;
using Burst.Api.Selection;
using Burst.Control.Loop;
using Burst.Core.Objects;
using Burst.Core.State;

namespace Burst.Api.Reading;

/// <summary>GET of one object and of a list. The loop only gathers immutable records; bodies are made outside of it.</summary>
internal sealed class ObjectReads(ControlLoop loop, TimeProvider time, ApiOptions options)
{
    private static readonly string[] CommonFields = ["metadata.name", "metadata.namespace"];

    public async Task<ApiResponse> GetAsync(Resource resource, ApiCall call)
    {
        var key = resource.KeyOf(call.Namespace, call.Name);
        var view = await loop.ReadAsync(state => state.Find(key) is { } item ? View(state, resource, item) : null)
            .WaitAsync(call.CancellationToken).ConfigureAwait(false);
        return view is null
            ? throw Refusal.NotFound(resource, call.Name)
            : ApiResponse.Json(200, ListBody.One(call, resource.Columns, new ListItem(view.ToJson(), view.Cells(time.GetUtcNow()))));
    }

    public async Task<ApiResponse> ListAsync(Resource resource, ApiCall call)
    {
        if (call.Flag("watch"))
        {
            throw Refusal.MethodNotAllowed(
                $"watching {resource.QualifiedPlural} is not supported yet; list again and compare resourceVersion");
        }

        var query = ListQuery.Parse(call, [.. CommonFields, .. resource.Fields], options);
        var page = await loop.ReadAsync(state => Collect(state, resource, call.Namespace, query))
            .WaitAsync(call.CancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var metadata = new JsonObject { ["resourceVersion"] = page.ResourceVersion.ToString() };
        if (page.Next is { } next)
            metadata["continue"] = next.ToString();
        var items = page.Items.Select(view => new ListItem(view.ToJson(), view.Cells(now)));
        return ApiResponse.Json(200, ListBody.Many(call, resource.Columns, $"{resource.Kind}List", resource.ApiVersion, metadata, items));
    }

    /// <summary>What holds calls to a host back is the loop's own knowledge: it is in no store, and a restart forgets it.</summary>
    private ResourceView View(ClusterState state, Resource resource, ClusterObject item) => resource.View(state, item) switch
    {
        NodeView node => node with { Trouble = loop.Health.TroubledHosts.FirstOrDefault(trouble => trouble.Node == node.Node.Name) },
        DeploymentView deployment => deployment with { Now = time.GetUtcNow() },
        PodView pod => new PodView(HeldBack.Tell(pod.Pod, loop.Health)),
        var view => view,
    };

    private Page Collect(ClusterState state, Resource resource, string inNamespace, ListQuery query)
    {
        var items = new List<ResourceView>();
        foreach (var item in resource.All(state))
        {
            var metadata = item.Metadata;
            if ((inNamespace.Length > 0 && metadata.Namespace != inNamespace)
                || (query.After is { } after && !after.IsBefore(metadata.Namespace, metadata.Name)))
            {
                continue;
            }

            var view = View(state, resource, item);
            if (!query.Labels.Matches(view.Object.Metadata.Labels) || !query.Fields.Matches(view.ValueOf))
                continue;
            if (items.Count == query.Limit)
                return new Page(state.ResourceVersion, items, new ContinueToken(items[^1].Object.Metadata.Namespace, items[^1].Object.Metadata.Name));
            items.Add(view);
        }

        return new Page(state.ResourceVersion, items, null);
    }

    private sealed record Page(long ResourceVersion, List<ResourceView> Items, ContinueToken? Next);
}
