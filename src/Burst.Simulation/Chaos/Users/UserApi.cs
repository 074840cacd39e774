using System.Text;
using Burst.Api;
using Burst.Simulation.Chaos.Controllers;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Users;

/// <summary>
/// A user's way to the API: requests and answers travel, a control plane that is down refuses, and one that dies in between leaves
/// the user without an answer.
/// </summary>
internal sealed class UserApi(EventLoop loop, Supervisor supervisor, History history) : IUserApi
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What the control plane answers, whether or not it reaches the user.</summary>
    public event Action<ApiRequest, ApiResponse>? Answered;

    public Task<ApiResponse?> SendAsync(string method, string path, string body = "", IReadOnlyDictionary<string, string>? query = null)
    {
        var answer = new TaskCompletionSource<ApiResponse?>();
        var request = new ApiRequest
        {
            Method = method,
            Path = path,
            Query = query ?? new Dictionary<string, string>(),
            ContentType = method == "PATCH" ? "application/merge-patch+json" : body.StartsWith('{') ? "application/json" : "application/yaml",
            User = "user",
            Body = Encoding.UTF8.GetBytes(body),
        };
        history.Add("user", $"{method} {path}");
        loop.After(Latency, () => Arrive(request, answer));
        loop.After(Patience, () => answer.TrySetResult(null));
        return answer.Task;
    }

    private void Arrive(ApiRequest request, TaskCompletionSource<ApiResponse?> answer)
    {
        if (supervisor.Current is not { Api: not null } controller)
            loop.After(Latency, () => answer.TrySetResult(null));
        else
            controller.Process.After(TimeSpan.Zero, () => _ = ServeAsync(controller, request, answer));
    }

    private async Task ServeAsync(SimulatedController controller, ApiRequest request, TaskCompletionSource<ApiResponse?> answer)
    {
        ApiResponse? response = null;
        try
        {
            response = await controller.Api!.HandleAsync(request, CancellationToken.None).ConfigureAwait(false);
            Answered?.Invoke(request, response);
        }
        catch (OperationCanceledException)
        {
            // The loop has stopped: to the user it is as if the connection had broken.
        }

        loop.After(Latency, () => answer.TrySetResult(response));
    }
}
