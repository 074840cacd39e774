using System.Globalization;
using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Ids;

namespace Burst.Server.Emulation;

/// <summary>A container's log as the emulator gives it out.</summary>
internal static class GroupLogText
{
    /// <summary>Null for a container that the host does not know.</summary>
    public static async Task<string?> ReadAsync(IPodLogs host, PodUid pod, string container, int? tail, bool timestamps, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        try
        {
            await foreach (var line in host.ReadLogsAsync(pod, container, new LogQuery(TailLines: tail), cancellationToken).ConfigureAwait(false))
            {
                if (timestamps && line.At is { } at)
                    text.Append(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)).Append(' ');
                text.Append(line.Text).Append('\n');
            }
        }
        catch (ArgumentException)
        {
            return null;
        }

        return text.ToString();
    }
}
