using System.Text;

namespace Burst.Api.Tests.Support;

/// <summary>Requests, short.</summary>
internal static class Ask
{
    public const string Pods = "/api/v1/namespaces/default/pods";
    public const string Deployments = "/apis/apps/v1/namespaces/default/deployments";
    public const string Jobs = "/apis/batch/v1/namespaces/default/jobs";
    public const string ConfigMaps = "/api/v1/namespaces/default/configmaps";
    public const string Secrets = "/api/v1/namespaces/default/secrets";
    public const string Burst = "/apis/burst.dev/v1";

    public static Task<Answer> GetAsync(this ApiFixture api, string path, string? accept = null) => api.SendAsync("GET", path, null, null, accept);

    public static Task<Answer> TableAsync(this ApiFixture api, string path) =>
        api.GetAsync(path, "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json");

    public static Task<Answer> PostAsync(this ApiFixture api, string path, string body) => api.SendAsync("POST", path, body);

    public static Task<Answer> PutAsync(this ApiFixture api, string path, string body) => api.SendAsync("PUT", path, body);

    public static Task<Answer> DeleteAsync(this ApiFixture api, string path, string? body = null) => api.SendAsync("DELETE", path, body);

    public static Task<Answer> PatchAsync(this ApiFixture api, string path, string body, string type = "application/merge-patch+json") =>
        api.SendAsync("PATCH", path, body, type);

    public static Task<Answer> ApplyAsync(this ApiFixture api, string yaml, string query = "source=test.yaml") =>
        api.SendAsync("POST", $"{Burst}/apply?{query}", yaml, "application/yaml");

    public static async Task<Answer> SendAsync(
        this ApiFixture api, string method, string path, string? body, string? type = "application/json", string? accept = null)
    {
        var parts = path.Split('?', 2);
        var request = new ApiRequest
        {
            Method = method,
            Path = parts[0],
            Query = parts.Length == 1
                ? new Dictionary<string, string>()
                : parts[1].Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1])),
            ContentType = type,
            Accept = accept,
            User = "alice",
            Body = Encoding.UTF8.GetBytes(body ?? ""),
        };
        return await Answer.ReadAsync(await api.Handlers.HandleAsync(request, CancellationToken.None));
    }
}
