namespace Burst.Api.Writing;

/// <summary>What a body is in, without its parameters.</summary>
internal static class MediaType
{
    public const string MergePatch = "application/merge-patch+json";
    public const string StrategicMergePatch = "application/strategic-merge-patch+json";
    public const string ApplyPatch = "application/apply-patch+yaml";

    public static string Of(ApiRequest request) => (request.ContentType ?? "").Split(';')[0].Trim().ToLowerInvariant();

    public static bool IsJson(string type) => type is "" or ApiResponse.JsonType;

    public static bool IsManifest(string type) =>
        IsJson(type) || type is "application/yaml" or "application/x-yaml" or "text/yaml" or "text/x-yaml" or "text/plain";
}
