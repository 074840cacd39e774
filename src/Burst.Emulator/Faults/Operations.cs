namespace Burst.Emulator.Faults;

/// <summary>The requests of ARM and ACI by a word each.</summary>
internal static class Operations
{
    public const string Create = "create";
    public const string Get = "get";
    public const string List = "list";
    public const string Delete = "delete";
    public const string Start = "start";
    public const string Restart = "restart";

    /// <summary>Everything of ARM that has no word of its own.</summary>
    public const string Other = "other";

    public static readonly IReadOnlyList<string> OfOneGroup = [Create, Get, "tag", Delete, Start, Restart, "stop", "logs", "exec", "attach"];

    public static readonly IReadOnlyList<string> All = [.. OfOneGroup, List, "poll", "usages", Other];

    public static string OfGroup(string verb) => verb switch
    {
        "PUT" => Create,
        "PATCH" => "tag",
        "DELETE" => Delete,
        "GET" or "HEAD" => Get,
        _ => Other,
    };

    public static string Named(string word) => All.FirstOrDefault(name => name.Equals(word, StringComparison.OrdinalIgnoreCase)) ?? Other;
}
