using System.Text;
using Burst.Api;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Users;

/// <summary>
/// A user who wants an answer: no answer, 429 and 503 mean to ask again later. Any other answer is definite, and one that the
/// request does not deserve is reported.
/// </summary>
internal sealed class UserRequests(EventLoop loop, IUserApi api, SeededRandom random, Action<string, string> onWrong)
{
    private const int TextMax = 300;
    private static readonly TimeSpan AgainMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AgainMax = TimeSpan.FromSeconds(8);

    public int Waiting { get; private set; }

    public long Sent { get; private set; }

    public DateTimeOffset Now => loop.Now;

    /// <summary>Asks until there is a definite answer. True when it is the one that was asked for.</summary>
    /// <param name="mayBeMissing">404 is as good as an answer.</param>
    public async Task<bool> AskAsync(string method, string path, string body = "", bool mayBeMissing = false)
    {
        Waiting++;
        for (var tries = 1; ; tries++)
        {
            Sent++;
            var answer = await api.SendAsync(method, path, body).ConfigureAwait(false);
            if (answer is null or { Status: 429 or 503 })
            {
                await After(random.Between(AgainMin, AgainMax)).ConfigureAwait(false);
                continue;
            }

            Waiting--;
            // What was deleted by a try without an answer is missing for the next one.
            if (answer.Status is >= 200 and < 300 || (answer.Status == 404 && (mayBeMissing || (tries > 1 && method == "DELETE"))))
                return true;
            onWrong($"{method} {path}", $"{answer.Status} {TextOf(answer)}");
            return false;
        }
    }

    /// <summary>Asks once and does not care to be refused for now: who looks will look again.</summary>
    public async Task<ApiResponse?> LookAsync(string path)
    {
        Sent++;
        var answer = await api.SendAsync("GET", path).ConfigureAwait(false);
        if (answer is not null and not { Status: >= 200 and < 300 or 404 or 429 or 503 })
            onWrong($"GET {path}", $"{answer.Status} {TextOf(answer)}");
        return answer;
    }

    public Task After(TimeSpan delay)
    {
        // What waits goes on here and now when the time has come, in a reproducible order.
        var due = new TaskCompletionSource();
        loop.After(delay, due.SetResult);
        return due.Task;
    }

    private static string TextOf(ApiResponse answer)
    {
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        return text.Length <= TextMax ? text : text[..TextMax];
    }
}
