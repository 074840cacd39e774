namespace Burst.Emulator.Arm;

/// <summary>One line of the route table: a verb, a path with {placeholders}, matched in any case as ARM does.</summary>
internal sealed class ArmRoute(string method, string template, ArmHandler handler, RouteAccess access = RouteAccess.Arm)
{
    private readonly string[] _segments = Split(template);

    public string Method { get; } = method;

    public ArmHandler Handler { get; } = handler;

    public RouteAccess Access { get; } = access;

    // Some clients send double slashes; the service does not mind.
    public static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The placeholders' values, or null when the path is another one.</summary>
    public Dictionary<string, string>? Match(string[] path)
    {
        if (path.Length != _segments.Length)
            return null;
        var values = new Dictionary<string, string>();
        for (var i = 0; i < path.Length; i++)
        {
            if (_segments[i] is ['{', .. var name, '}'])
                values[name] = path[i];
            else if (!_segments[i].Equals(path[i], StringComparison.OrdinalIgnoreCase))
                return null;
        }

        return values;
    }
}
