using System.Globalization;
using System.Runtime.CompilerServices;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Docker.Pods;

namespace Burst.Hosts.Docker;

public sealed partial class DockerPodHost
{
    private static readonly TimeSpan FollowPause = TimeSpan.FromMilliseconds(500);

    /// <summary>The engine keeps one log over all runs of a container. Its own stream ends with a run; the next is read from where it ended.</summary>
    public async IAsyncEnumerable<LogLine> ReadLogsAsync(
        PodUid pod, string container, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var contact = new LogContact(query.Follow, time);
        var last = "";
        var mayGoOn = true;
        while (mayGoOn)
        {
            var (isAnswered, found) = await contact.TryAsync(() => FindSourceAsync(pod, container, cancellationToken)).ConfigureAwait(false);
            if (isAnswered && found.Container is { } source)
            {
                // What has ended before it is read has written all it will; what runs on may write more, or again.
                mayGoOn = query.Follow && !found.IsOver;
                var since = last.Length > 0 ? TimeOf(last) : query.Since;
                var run = query with { Follow = mayGoOn, Since = since, TailLines = last.Length > 0 ? null : query.TailLines };
                await using var lines = ReadRunAsync(source.Id, run, cancellationToken).GetAsyncEnumerator(cancellationToken);
                var known = last;
                while (true)
                {
                    var (isRead, hasLine) = await contact.TryAsync(() => lines.MoveNextAsync().AsTask()).ConfigureAwait(false);
                    mayGoOn |= !isRead;
                    if (!hasLine)
                        break;
                    if (string.CompareOrdinal(lines.Current.Time, known) <= 0)
                        continue;
                    last = lines.Current.Time;
                    yield return new LogLine(TimeOf(last), lines.Current.Text);
                }
            }
            else if (isAnswered && (!query.Follow || last.Length > 0 || !found.HasPod))
            {
                yield break;
            }

            if (mayGoOn)
                await Task.Delay(FollowPause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<(string Time, string Text)> ReadRunAsync(
        string id, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reply = await GuardAsync("read a log", () => engine.OpenLogsAsync(id, query.Follow, query.TailLines, query.Since, cancellationToken)).ConfigureAwait(false);
        await using var stream = await reply.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var lines = LogFrames.ReadAsync(stream, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await GuardAsync("read a log", async () => await lines.MoveNextAsync().ConfigureAwait(false)).ConfigureAwait(false))
            yield return lines.Current;
    }

    private Task<(EngineContainer? Container, bool HasPod, bool IsOver)> FindSourceAsync(PodUid pod, string container, CancellationToken cancellationToken) =>
        GuardAsync("look at the pod", async () =>
        {
            if (await inventory.FindAsync(pod, cancellationToken).ConfigureAwait(false) is not { } found)
                return (null, false, true);
            var isOver = PodProgress.IsOver(found) || found.Inits.Any(init => init.Name == container && init is { Succeeded: true, IsSidecar: false });
            return (found.Workers.FirstOrDefault(known => known.Name == container && !known.IsNew), true, isOver);
        });

    /// <summary>The engine's times have nanoseconds and always the same form, so that their texts have the order of the times.</summary>
    private static DateTimeOffset? TimeOf(string time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
