using Burst.Api.Kinds;
using Burst.Api.Reading;
using Burst.Api.Writing;

namespace Burst.Api.Routing;

/// <summary>The paths of a kind, the same for every kind.</summary>
internal sealed class ObjectRoutes(ObjectReads reads, ObjectWrites writes, ObjectDeletes deletes, ScaleSubresource scale)
{
    public IEnumerable<Route> Of(Resource resource)
    {
        var collection = resource.IsNamespaced
            ? $"{resource.Root}/namespaces/{{namespace}}/{resource.Plural}"
            : $"{resource.Root}/{resource.Plural}";
        var item = collection + "/{name}";
        if (resource.IsNamespaced)
            yield return new Route("GET", $"{resource.Root}/{resource.Plural}", call => reads.ListAsync(resource, call));
        yield return new Route("GET", collection, call => reads.ListAsync(resource, call));
        yield return new Route("GET", item, call => reads.GetAsync(resource, call));
        yield return new Route("PATCH", item, call => writes.PatchAsync(resource, call));
        yield return new Route("DELETE", item, call => deletes.DeleteAsync(resource, call));
        if (resource.IsCreatable)
        {
            yield return new Route("POST", collection, call => writes.CreateAsync(resource, call));
            yield return new Route("PUT", item, call => writes.ReplaceAsync(resource, call));
        }

        if (!resource.IsScalable)
            yield break;
        yield return new Route("GET", item + "/scale", call => scale.GetAsync(resource, call));
        yield return new Route("PUT", item + "/scale", call => scale.WriteAsync(resource, call));
        yield return new Route("PATCH", item + "/scale", call => scale.WriteAsync(resource, call));
    }
}
