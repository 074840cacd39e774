using Microsoft.Extensions.Logging;

namespace Burst.Emulator.Arm;

/// <summary>Finds the handler of a request, after the checks that ARM makes before any resource provider sees it.</summary>
internal sealed partial class ArmRouter(IReadOnlyList<ArmRoute> routes, ILogger<ArmRouter> logger)
{
    public async Task<ArmResponse> RouteAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var (route, values) = Find(request);
            return await route.Handler(request with { Values = values }, cancellationToken).ConfigureAwait(false);
        }
        catch (ArmException e)
        {
            return ArmResponse.From(e.Error);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(e, request.Method, request.Path);
            return ArmResponse.From(ArmErrors.Internal());
        }
    }

    private (ArmRoute Route, Dictionary<string, string> Values) Find(ArmRequest request)
    {
        var path = ArmRoute.Split(request.Path);
        var matches = routes.Select(route => (Route: route, Values: route.Match(path))).Where(match => match.Values is not null).ToArray();
        var match = matches.FirstOrDefault(m => m.Route.Method == request.Method);
        var access = match.Route?.Access ?? RouteAccess.Token;
        if (access != RouteAccess.Open && string.IsNullOrWhiteSpace(request.BearerToken))
            throw new ArmException(ArmErrors.AuthenticationFailed());
        if (match.Route is null)
            throw new ArmException(matches.Length > 0 ? ArmErrors.MethodNotAllowed(request.Method) : ArmErrors.NoSuchRoute(request.Path));
        if (access == RouteAccess.Admin && !request.IsLocal)
            throw new ArmException(ArmErrors.NotLocal(request.Path));
        if (access == RouteAccess.Arm)
            CheckArm(request, match.Values!);
        return (match.Route, match.Values!);
    }

    // Any version is served: clients of every age are welcome, and pollers rewrite the version of the operation's URL.
    private static void CheckArm(ArmRequest request, Dictionary<string, string> values)
    {
        if (!request.Query.TryGetValue("api-version", out var version) || version.Length == 0)
            throw new ArmException(ArmErrors.MissingApiVersion());
        if (values.TryGetValue("subscription", out var subscription) && !Guid.TryParseExact(subscription, "D", out _))
            throw new ArmException(ArmErrors.InvalidSubscription(subscription));
    }

    [LoggerMessage(4001, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFailure(Exception exception, string method, string path);
}
