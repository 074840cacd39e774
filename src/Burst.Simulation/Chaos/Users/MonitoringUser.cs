using System.Text.Json;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Users;

/// <summary>Asks for all pods and all jobs at regular times, as a monitoring system does, and hands on what it is told.</summary>
internal sealed class MonitoringUser(EventLoop loop, UserRequests requests, Action<string, string> onWrong)
{
    private const string Pods = "/api/v1/namespaces/default/pods";
    private const string Jobs = "/apis/batch/v1/namespaces/default/jobs";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(100);

    /// <summary>The pods, each as the API writes it.</summary>
    public event Action<IReadOnlyList<JsonElement>>? ToldOfPods;

    /// <summary>The jobs, each as the API writes it.</summary>
    public event Action<IReadOnlyList<JsonElement>>? ToldOfJobs;

    public void Start() => loop.After(Every, () => _ = LookAsync());

    private async Task LookAsync()
    {
        await LookAsync(Pods, items => ToldOfPods?.Invoke(items)).ConfigureAwait(false);
        await LookAsync(Jobs, items => ToldOfJobs?.Invoke(items)).ConfigureAwait(false);
        Start();
    }

    private async Task LookAsync(string path, Action<IReadOnlyList<JsonElement>> tell)
    {
        if (await requests.LookAsync(path).ConfigureAwait(false) is not { Status: 200 } answer)
            return;
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            tell([.. document.RootElement.GetProperty("items").EnumerateArray()]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            onWrong($"GET {path}", $"cannot be read: {exception.Message}");
        }
    }
}
