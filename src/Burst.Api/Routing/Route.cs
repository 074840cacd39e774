namespace Burst.Api.Routing;

/// <summary>A method and a path whose segments in braces take any value.</summary>
internal sealed class Route(string method, string pattern, Func<ApiCall, Task<ApiResponse>> handler)
{
    private readonly string[] segments = Split(pattern);

    public string Method => method;

    public Func<ApiCall, Task<ApiResponse>> Handler => handler;

    public static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The values of the segments in braces, or null when the path is another.</summary>
    public Dictionary<string, string>? Match(string[] path)
    {
        if (path.Length != segments.Length)
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i] is ['{', .. var name, '}'])
                values[name] = path[i];
            else if (segments[i] != path[i])
                return null;
        }

        return values;
    }
}
