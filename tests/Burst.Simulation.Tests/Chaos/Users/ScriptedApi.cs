using Burst.Api;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Tests.Chaos.Users;

/// <summary>Answers each request with the next status of its script, then with 200; 0 is no answer.</summary>
internal sealed class ScriptedApi(params int[] script) : IUserApi
{
    private readonly Queue<int> script = new(script);

    public List<(string Method, string Path, string Body)> Requests { get; } = [];

    public Task<ApiResponse?> SendAsync(string method, string path, string body = "", IReadOnlyDictionary<string, string>? query = null)
    {
        Requests.Add((method, path, body));
        var status = script.TryDequeue(out var next) ? next : 200;
        return Task.FromResult(status == 0 ? null : new ApiResponse { Status = status, Body = "{\"items\":[]}"u8.ToArray() });
    }
}
