using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Core;
using Burst.Core.Canaries;
using Burst.Core.Hosts;
using Burst.Hosts.Aci.Arm;
using Burst.Hosts.Aci.Limits;
using Burst.Hosts.Aci.Wire;

namespace Burst.Hosts.Aci.Groups;

/// <summary>
/// The operations of ARM that this host uses, on one resource group. A call that has reserved its requests hands the reserve on; without
/// one each request asks for itself.
/// </summary>
internal sealed class ContainerGroups(ArmClient arm, ArmUris uris, Uri endpoint)
{
    public const int PagesMax = 1000;
    private const string ProbeName = "burst-check";

    // Other 404s speak of a missing subscription or resource group, or come from something on the way that is not ARM.
    private static readonly string[] GroupNotFound = ["ResourceNotFound", "ContainerGroupNotFound"];

    public Guid NextRequestId() => arm.NextRequestId();

    /// <summary>One try, never more: whether it had its effect is for the caller to find out.</summary>
    public Task<ArmReply> PutAsync(string name, byte[] body, Guid requestId, CallReserve? reserve, CancellationToken cancellationToken) =>
        arm.WriteAsync(RequestMethod.Put, uris.Group(name), body, requestId, reserve, cancellationToken);

    /// <summary>Replaces the tags and touches nothing else; one try.</summary>
    public Task<ArmReply> PatchTagsAsync(string name, Dictionary<string, string?> tags, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new ContainerGroupDto { Tags = tags }, AciJson.Default.ContainerGroupDto);
        return arm.WriteAsync(RequestMethod.Patch, uris.Group(name), body, arm.NextRequestId(), reserve: null, cancellationToken);
    }

    public Task<ArmReply> DeleteAsync(string name, CallReserve? reserve, CancellationToken cancellationToken) =>
        arm.WriteAsync(RequestMethod.Delete, uris.Group(name), default, arm.NextRequestId(), reserve, cancellationToken);

    /// <summary>The group as the reply to its delete shows it for the last time; null when it does not.</summary>
    public static ContainerGroupDto? FindLast(ArmReply deleted)
    {
        if (deleted.Body.Length == 0)
            return null;
        try
        {
            return JsonSerializer.Deserialize(deleted.Body, AciJson.Default.ContainerGroupDto);
        }
        catch (JsonException)
        {
            return null; // The delete was taken whatever was said with it.
        }
    }

    /// <summary>Null when ARM itself says that this group does not exist; no other 404 is taken for that.</summary>
    public Task<ContainerGroupDto?> FindAsync(string name, CallReserve? reserve, CancellationToken cancellationToken) =>
        FindAsync(name, $"read container group {name}", reserve, cancellationToken);

    /// <summary>As <see cref="FindAsync(string, CallReserve?, CancellationToken)"/>, with what the limits have to spare.</summary>
    public async Task<ContainerGroupDto?> FindAsync(string name, CancellationToken cancellationToken) =>
        ReadGroup(await arm.ReadSpareAsync(uris.Group(name), cancellationToken).ConfigureAwait(false), $"read container group {name}");

    /// <summary>
    /// Asks for a group that does not exist: the cheapest request that needs the resource group and the very right that driving
    /// pods needs.
    /// </summary>
    public Task ProbeAsync(CancellationToken cancellationToken) =>
        FindAsync(ProbeName, "use Azure Container Instances", reserve: null, cancellationToken);

    /// <summary>What the subscription uses and may use in a region, whoever uses it.</summary>
    public Task<ArmReply> ReadUsagesAsync(string region, TimeSpan within, CancellationToken cancellationToken) =>
        arm.ReadAsync(uris.Usages(region), reserve: null, cancellationToken, within);

    /// <summary>Every group of the resource group, whoever it belongs to.</summary>
    public async Task<IReadOnlyList<GroupItemDto>> ListAsync(CancellationToken cancellationToken)
    {
        const string Action = "list the container groups";
        var items = new List<GroupItemDto>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var next = uris.Groups; next is not null;)
        {
            if (!seen.Add(next.AbsoluteUri) || seen.Count > PagesMax)
                throw new PodHostUnavailableException($"Could not {Action}: the pages of the list do not end (page {seen.Count}).");
            var reply = await arm.ReadAsync(next, reserve: null, cancellationToken).ConfigureAwait(false);
            if (!reply.IsSuccess && CanarySwitch.Sings(Canary.ListErrorIsEmpty))
                return [];
            var page = Read(reply, AciJson.Default.GroupPageDto, Action);
            if (page.Value is not { } value || value.Contains(null))
                throw new PodHostUnavailableException($"Could not {Action}: a page without its 'value' came from {endpoint.Authority}.");
            items.AddRange(value.OfType<GroupItemDto>());
            next = string.IsNullOrEmpty(page.NextLink) || CanarySwitch.Sings(Canary.FirstPageIsAll)
                ? null
                : uris.FindTrusted(page.NextLink) ?? throw new PodHostUnavailableException(
                    $"Could not {Action}: the next page is said to be at '{ArmFailure.Shorten(page.NextLink)}', not {endpoint.Authority}.");
        }

        return items;
    }

    /// <summary>
    /// The link without what does not belong to it, or null when it does not lead to this endpoint: the token would go with it.
    /// </summary>
    public Uri? FindOperation(string? link) => link is null ? null : uris.FindTrusted(link);

    /// <summary>How an operation fares; null when the service no longer knows it. Asked once, and only if the limits have a read to spare now.</summary>
    /// <param name="operation">One that <see cref="FindOperation"/> has let through.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<OperationDto?> ReadOperationAsync(Uri operation, CancellationToken cancellationToken)
    {
        var reply = await arm.ReadIfSpareAsync(operation, cancellationToken).ConfigureAwait(false);
        return reply is { Failure: null, Status: 404 } ? null : Read(reply, AciJson.Default.OperationDto, "read an operation");
    }

    /// <summary>One try.</summary>
    public Task<ArmReply> RestartAsync(string name, CancellationToken cancellationToken) => ActAsync(name, "restart", cancellationToken);

    /// <summary>One try.</summary>
    public Task<ArmReply> StopAsync(string name, CancellationToken cancellationToken) => ActAsync(name, "stop", cancellationToken);

    /// <summary>One try.</summary>
    public Task<ArmReply> StartAsync(string name, CancellationToken cancellationToken) => ActAsync(name, "start", cancellationToken);

    /// <summary>Asks for a websocket into a container; no promise unless the reply is a success.</summary>
    public async Task<(ArmReply Reply, ConsoleDto? Promise)> ExecAsync(string group, string container, string program, TerminalSize size, CancellationToken cancellationToken)
    {
        var order = new ConsoleDto { Command = program, TerminalSize = new ConsoleDto.SizeDto { Rows = size.Rows, Cols = size.Columns } };
        var body = JsonSerializer.SerializeToUtf8Bytes(order, AciJson.Default.ConsoleDto);
        var reply = await arm.WriteAsync(RequestMethod.Post, uris.Exec(group, container), body, arm.NextRequestId(), reserve: null, cancellationToken).ConfigureAwait(false);
        return (reply, reply.IsSuccess ? Read(reply, AciJson.Default.ConsoleDto, $"run a command in {container} of {group}") : null);
    }

    /// <summary>What is kept of a container's output; null when there is none (yet). Read with what the limits have to spare.</summary>
    public async Task<string?> ReadLogAsync(string group, string container, int? tail, CancellationToken cancellationToken)
    {
        var reply = await arm.ReadSpareAsync(uris.Logs(group, container, tail), cancellationToken).ConfigureAwait(false);
        var isNotThereYet = IsNotFound(reply) || reply is { Failure: null, Status: 409 }
            || reply is { Failure: null, Status: 404, Error.Code: "ContainerNotFound" };
        return isNotThereYet ? null : Read(reply, AciJson.Default.LogsDto, $"read the log of {container} in {group}").Content;
    }

    private Task<ArmReply> ActAsync(string name, string action, CancellationToken cancellationToken) =>
        arm.WriteAsync(RequestMethod.Post, uris.Action(name, action), default, arm.NextRequestId(), reserve: null, cancellationToken);

    private async Task<ContainerGroupDto?> FindAsync(string name, string action, CallReserve? reserve, CancellationToken cancellationToken) =>
        ReadGroup(await arm.ReadAsync(uris.Group(name), reserve, cancellationToken).ConfigureAwait(false), action);

    private ContainerGroupDto? ReadGroup(ArmReply reply, string action) =>
        IsNotFound(reply) ? null : Read(reply, AciJson.Default.ContainerGroupDto, action);

    private static bool IsNotFound(ArmReply reply) =>
        reply is { Failure: null, Status: 404 } && GroupNotFound.Contains(reply.Error.Code);

    private T Read<T>(ArmReply reply, JsonTypeInfo<T> type, string action)
        where T : class
    {
        if (!reply.IsSuccess)
            throw ArmFailure.Unavailable(action, endpoint, reply);
        try
        {
            return JsonSerializer.Deserialize(reply.Body, type) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException exception)
        {
            var problem = $"{endpoint.Authority} answered {reply.Status} with a body that is not the JSON expected";
            throw new PodHostUnavailableException($"Could not {action}: {problem} ({exception.Message})", exception);
        }
    }
}
