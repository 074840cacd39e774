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

    private const string PlainText = "text/plain; charset=utf-8";

    /// <param name="isVerbose">The query has <c>verbose</c>: each check on a line of its own, and what does not make for unreadiness.</param>
    public async Task<ApiResponse?> TryRenderAsync(string? path, bool isVerbose) => path switch
    {
        "/livez" => Report(FindDeadlock(loop.Health)),
        "/readyz" => isVerbose ? Describe(loop.Health) : Report(FindUnreadiness(loop.Health)),
        "/metrics" => Text(200, MetricsText.ContentType, await metrics.RenderAsync().ConfigureAwait(false)),
        _ => null,
    };

    private string? FindUnreadiness(LoopHealth health) => FindEnd(health) ?? FindDeadlock(health) ?? FindLoading(health) ?? FindStoreFailure(health);

    private static string? FindEnd(LoopHealth health) => health.EndedBy is { } reason ? $"the control loop has ended: {reason}" : null;

    /// <summary>A commit that takes long is the store's matter: starting the process again would not make the disk any faster.</summary>
    private string? FindDeadlock(LoopHealth health)
    {
        if (health.CommitTimestamp is not null)
            return null;
        var silence = time.GetElapsedTime(health.LastStepTimestamp);
        return silence > StuckAfter ? $"the control loop has not stepped for {silence.TotalSeconds:0} s" : null;
    }

    private static string? FindLoading(LoopHealth health) => health.IsLoaded ? null : "the state is being loaded";

    private string? FindStoreFailure(LoopHealth health)
    {
        if (health.StoreError is { } error)
            return $"the store cannot write, so nothing is created or deleted: {error}";
        var commit = health.CommitTimestamp is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
        return commit > StuckAfter ? $"the store has not answered a commit for {commit.TotalSeconds:0} s" : null;
    }

    private ApiResponse Describe(LoopHealth health)
    {
        var isReady = FindUnreadiness(health) is null;
        var text = new StringBuilder();
        Check("controller", FindEnd(health));
        Check("loop", FindDeadlock(health) ?? FindLoading(health));
        Check("store", FindStoreFailure(health));
        foreach (var host in health.TroubledHosts)
            text.Append($"[i]host {host.Node}: {(host.IsSick ? "calls" : "creates")} are held back until {host.Until:u}: {host.Reason}\n");
        text.Append(isReady ? "readyz check passed\n" : "readyz check failed\n");
        return Text(isReady ? 200 : 503, PlainText, text.ToString());

        void Check(string name, string? problem) => text.Append(problem is null ? $"[+]{name} ok\n" : $"[-]{name} failed: {problem}\n");
    }

    private static ApiResponse Report(string? problem) => Text(problem is null ? 200 : 503, PlainText, problem ?? "ok");

    private static ApiResponse Text(int status, string contentType, string text) =>
        new() { Status = status, ContentType = contentType, Body = Encoding.UTF8.GetBytes(text) };
}
