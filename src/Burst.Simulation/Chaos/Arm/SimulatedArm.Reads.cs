using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Burst.Simulation.Chaos.Faults;

namespace Burst.Simulation.Chaos.Arm;

internal sealed partial class SimulatedArm
{
    private const string SkipToken = "$skiptoken=";

    private readonly ArrayBufferWriter<byte> page = new(16 * 1024);

    private ArmAnswer Get(string name)
    {
        var group = FindVisible(name);
        if (FindStale(name, group) is { } stale)
            return stale;
        if (group is null)
            return ArmErrors.NotFound(name, options.ResourceGroup);
        group.Record.ReadAt = loop.Now;
        group.Record.WasEndRead |= !group.IsLive;
        return new ArmAnswer(200, group.Render(withInstanceView: true));
    }

    private SimulatedGroup? FindVisible(string name) =>
        world.Groups.TryGetValue(name, out var group) && !group.IsHidden ? group : null;

    /// <summary>What a replica says that has not heard of the latest change; null when all have.</summary>
    private ArmAnswer? FindStale(string name, SimulatedGroup? group)
    {
        if (!faults.IsActive(FaultKind.ArmStaleRead))
            return null;
        byte[]? body;
        var canBeStale = group is null ? world.Ghosts.TryGetValue(name, out body) : group.View.CanBeStale(out body);
        if (!canBeStale || !faults.Strikes(FaultKind.ArmStaleRead, name))
            return null;
        if (body is not null)
            return new ArmAnswer(200, body);
        group!.View.Missed();
        return ArmErrors.NotFound(name, options.ResourceGroup);
    }

    /// <summary>What exists counts as a group whoever has it, and what runs, or is about to, has cores.</summary>
    private ArmAnswer Usages()
    {
        string[] items =
        [
            Usage("ContainerGroups", world.Groups.Count, options.GroupQuota),
            Usage("StandardCores", RegularCores.InUseMillis / 1000m, options.CoreQuotaMillis / 1000m),
            Usage("StandardSpotCores", SpotCores.InUseMillis / 1000m, options.SpotCoreQuotaMillis / 1000m),
        ];
        return new ArmAnswer(200, Encoding.UTF8.GetBytes($"{{\"value\":[{string.Join(',', items)}]}}"));
    }

    private static string Usage(string name, decimal used, decimal limit) => string.Create(
        CultureInfo.InvariantCulture, $"{{\"unit\":\"Count\",\"currentValue\":{used},\"limit\":{limit},\"name\":{{\"value\":\"{name}\",\"localizedValue\":\"{name}\"}}}}");

    /// <summary>The continuation is the last name given out, so groups that come and go between two pages hide no others.</summary>
    private ArmAnswer List(string pathAndQuery)
    {
        var at = pathAndQuery.IndexOf(SkipToken, StringComparison.Ordinal);
        var after = at < 0 ? "" : pathAndQuery[(at + SkipToken.Length)..];
        SeededRandom? drawn = null;
        var breaksOff = world.Groups.Count > 0 && faults.Strikes(FaultKind.ArmListTruncated, options.Region, out drawn);
        var left = options.PageSize;
        if (breaksOff)
        {
            if (drawn!.Chance(500))
                return ArmErrors.Internal;
            left = drawn.Next(Math.Min(world.Groups.Count, options.PageSize));
        }

        page.ResetWrittenCount();
        page.Write("{\"value\":["u8);
        var last = WriteItems(after, left, out var hasMore);
        page.Write("]"u8);
        if (hasMore && !breaksOff)
            page.Write(Encoding.UTF8.GetBytes($",\"nextLink\":\"{options.Endpoint}{root}?api-version=2023-05-01&{SkipToken}{last}\""));
        page.Write("}"u8);
        return new ArmAnswer(200, page.WrittenSpan.ToArray());
    }

    private string WriteItems(string after, int left, out bool hasMore)
    {
        var last = "";
        hasMore = false;
        foreach (var group in world.Groups.Values)
        {
            if (group.IsHidden || (after.Length > 0 && string.CompareOrdinal(group.Name, after) <= 0))
                continue;
            if (left-- == 0)
            {
                hasMore = true;
                break;
            }

            if (last.Length > 0)
                page.Write(","u8);
            page.Write(group.Render(withInstanceView: false).Span);
            last = group.Name;
        }

        return last;
    }

    /// <summary>It fares as its group does, and is forgotten with it.</summary>
    private ArmAnswer ReadOperation(string name)
    {
        if (FindVisible(name) is not { } group)
            return ArmErrors.OperationNotFound(name);
        var error = group.ProvisioningState == "Failed" ? ",\"error\":{\"code\":\"ServiceUnavailable\",\"message\":\"The service failed to start the group.\"}" : "";
        return new ArmAnswer(200, Encoding.UTF8.GetBytes($"{{\"id\":\"{root}/{name}\",\"status\":\"{group.ProvisioningState}\"{error}}}"));
    }

    private ArmAnswer ReadLog(string name, string rest)
    {
        var container = rest.Split('/') is ["", "containers", var word, "logs"] ? Uri.UnescapeDataString(word) : null;
        if (container is null)
            return ArmErrors.ResourceGroupNotFound(rest);
        if (FindVisible(name) is not { } group)
            return ArmErrors.NotFound(name, options.ResourceGroup);
        if (group.Containers.FirstOrDefault(item => item.Spec.Name == container) is not { } found)
            return ArmErrors.ContainerNotFound(name, container);
        var text = new StringBuilder();
        foreach (var run in new[] { found.Previous, found.Ended })
        {
            if (run is { } ended)
                text.Append(Line(ended.StartedAt, "started")).Append(Line(ended.FinishedAt, $"exit code {ended.ExitCode}"));
        }

        if (found.RunningSince is { } since)
            text.Append(Line(since, "started"));
        return new ArmAnswer(200, Encoding.UTF8.GetBytes($"{{\"content\":\"{JsonEncodedText.Encode(text.ToString())}\"}}"));
    }

    private static string Line(DateTimeOffset at, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'} {text}\n");
}
