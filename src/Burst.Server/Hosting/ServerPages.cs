using System.Text;
using Burst.Api;
using Burst.Control.Loop;
using Burst.Server.Metrics;

namespace Burst.Server.Hosting;

/// <summary>The pages that belong to the process rather than to the cluster: health and metrics.</summary>
internal sealed class ServerPages(ControlLoop loop, MetricsPage metrics, TimeProvider time)
{
    /// <summary>A loop that has not stepped for this long is stuck; it steps every second when all is well.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(30);

    public async Task<ApiResponse?> TryRenderAsync(string? path) => path switch
    {
        "/livez" => Report(FindDeadlock()),
        "/readyz" => Report(FindDeadlock() ?? FindUnreadiness()),
        "/metrics" => Text(200, MetricsText.ContentType, await metrics.RenderAsync().ConfigureAwait(false)),
        _ => null,
    };

    private string? FindDeadlock()
    {
        var silence = time.GetUtcNow() - loop.Health.LastStepAt;
        return silence > StuckAfter ? $"the control loop has not stepped for {silence.TotalSeconds:0} s" : null;
    }

    private string? FindUnreadiness() => loop.Health switch
    {
        { IsLoaded: false } => "the state is being loaded",
        { StoreError: { } error } => $"the store cannot write, so nothing is created or deleted: {error}",
        _ => null,
    };

    private static ApiResponse Report(string? problem) => Text(problem is null ? 200 : 503, "text/plain; charset=utf-8", problem ?? "ok");

    private static ApiResponse Text(int status, string contentType, string text) =>
        new() { Status = status, ContentType = contentType, Body = Encoding.UTF8.GetBytes(text) };
}
