using System.Globalization;
using System.Text;
using Burst.Emulator.Arm;
using Burst.Emulator.Runtime;
using Burst.Emulator.Wire;

namespace Burst.Emulator.Groups;

/// <summary>Logs of a container, cut to what the service keeps.</summary>
internal sealed class LogHandlers(GroupAccess access, IGroupRuntime runtime)
{
    private const int RunningBytesMax = 4 * 1024 * 1024;
    private const int EndedBytesMax = 16 * 1024;
    private const int EndedLinesMax = 1000;

    public IEnumerable<ArmRoute> Routes => [new("GET", GroupRoutes.One + "/containers/{container}/logs", LogsAsync)];

    private async Task<ArmResponse> LogsAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        var (tail, timestamps) = (Tail(request), Timestamps(request));
        var container = request.Values["container"];
        // The runtime reads without the gate: a long log may not keep others from the group.
        var record = await access.WithAsync(GroupKey.Of(request), group => Task.FromResult(group.Record), cancellationToken).ConfigureAwait(false);
        if (record.Spec.Containers!.All(c => c.Name != container) && (record.Spec.InitContainers ?? []).All(c => c.Name != container))
            throw GroupErrors.ContainerNotFound(container, record.Name);
        var lines = record.IsLive ? tail : Math.Min(tail ?? EndedLinesMax, EndedLinesMax);
        var content = record.Phase == GroupPhase.Provisioning
            ? ""
            : await runtime.ReadLogsAsync(record.Deployment.RuntimeId, container, lines, timestamps, cancellationToken).ConfigureAwait(false) ?? "";
        var body = new LogsBody(LastBytes(content, record.IsLive ? RunningBytesMax : EndedBytesMax));
        return ArmResponse.Json(200, body, WireJson.Default.LogsBody);
    }

    private static int? Tail(ArmRequest request)
    {
        if (!request.Query.TryGetValue("tail", out var text))
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var lines) && lines > 0
            ? lines
            : throw new ArmException(ArmErrors.InvalidParameter("tail", $"'{text}' is not a positive number of lines."));
    }

    private static bool Timestamps(ArmRequest request)
    {
        if (!request.Query.TryGetValue("timestamps", out var text))
            return false;
        return bool.TryParse(text, out var wanted)
            ? wanted
            : throw new ArmException(ArmErrors.InvalidParameter("timestamps", $"'{text}' is neither true nor false."));
    }

    private static string LastBytes(string content, int bytesMax)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        if (bytes.Length <= bytesMax)
            return content;
        var kept = bytes.AsSpan(bytes.Length - bytesMax);
        // Whole lines only, which also keeps characters whole.
        return Encoding.UTF8.GetString(kept[(kept.IndexOf((byte)'\n') + 1)..]);
    }
}
