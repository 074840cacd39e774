using Burst.Api.Errors;

namespace Burst.Api.Routing;

/// <summary>Finds the handler of a request; the first route that matches wins.</summary>
internal sealed class RouteTable(IReadOnlyList<Route> routes)
{
    public Task<ApiResponse> HandleAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var path = Route.Split(request.Path);
        var allowed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            if (route.Match(path) is not { } values)
                continue;
            if (route.Method == request.Method)
                return route.Handler(new ApiCall(request, values, cancellationToken));
            allowed.Add(route.Method);
        }

        throw allowed.Count == 0
            ? Refusal.NotFound($"the server could not find the requested resource: {request.Path}")
            : Refusal.MethodNotAllowed($"{request.Method} is not allowed on {request.Path}; {string.Join(", ", allowed)} {(allowed.Count == 1 ? "is" : "are")}");
    }
}
