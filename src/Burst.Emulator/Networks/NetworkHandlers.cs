using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Burst.Emulator.Arm;
using Burst.Emulator.ResourceGroups;

namespace Burst.Emulator.Networks;

/// <summary>
/// As much of the network provider as clients need to put a group into a subnet: virtual networks and subnets, kept as they were
/// written and done at once. Nothing is ever connected.
/// </summary>
internal sealed class NetworkHandlers(NetworkStore store, ResourceGroupPresence resourceGroups)
{
    private const string Type = "Microsoft.Network/virtualNetworks";
    private const string Network = $"/subscriptions/{{subscription}}/resourceGroups/{{resourceGroup}}/providers/{Type}/{{name}}";
    private const string Subnet = Network + "/subnets/{subnet}";

    public IEnumerable<ArmRoute> Routes => new[] { Network, Subnet }.SelectMany<string, ArmRoute>(path =>
    [
        new("GET", path, GetAsync),
        new("PUT", path, PutAsync),
        new("DELETE", path, DeleteAsync),
    ]);

    private Task<ArmResponse> GetAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        resourceGroups.Require(request.Subscription, request.ResourceGroup);
        return Task.FromResult(Answer(200, Require(IdOf(request), request)));
    }

    private Task<ArmResponse> PutAsync(ArmRequest request, CancellationToken cancellationToken)
    {
        resourceGroups.Require(request.Subscription, request.ResourceGroup);
        var (id, body) = (IdOf(request), Read(request));
        if (request.Values.ContainsKey("subnet"))
            Require(NetworkOf(request), request);
        else
            PutSubnets(id, body);
        var existed = store.Find(id) is not null;
        if (!store.TryPut(id, Complete(body, id, request)))
            throw new ArmException(ArmErrors.TooManyNetworks(NetworkStore.ResourcesMax));
        return Task.FromResult(Answer(existed ? 200 : 201, store.Find(id)!));
    }

    private Task<ArmResponse> DeleteAsync(ArmRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new ArmResponse(store.Remove(IdOf(request)) ? 200 : 204));

    // Subnets are resources of their own, also when they came with their network.
    private void PutSubnets(string networkId, JsonObject body)
    {
        if ((body["properties"] as JsonObject)?["subnets"] is not JsonArray subnets)
            return;
        foreach (var subnet in subnets.OfType<JsonObject>().Where(s => s["name"] is not null))
        {
            var id = $"{networkId}/subnets/{subnet["name"]}";
            store.TryPut(id, Complete(subnet.DeepClone().AsObject(), id, null));
        }

        body["properties"]!.AsObject().Remove("subnets");
    }

    private ArmResponse Answer(int status, JsonObject body)
    {
        if (body["type"]?.ToString() == Type)
            body["properties"]!["subnets"] = new JsonArray([.. store.Below($"{body["id"]}/subnets/")]);
        return new(status) { Body = Encoding.UTF8.GetBytes(body.ToJsonString()) };
    }

    private static JsonObject Complete(JsonObject body, string id, ArmRequest? request)
    {
        if (body["properties"] is not JsonObject)
            body["properties"] = new JsonObject();
        body["id"] = id;
        body["name"] = id[(id.LastIndexOf('/') + 1)..];
        body["type"] = request is null || request.Values.ContainsKey("subnet") ? Type + "/subnets" : Type;
        body["properties"]!["provisioningState"] = "Succeeded";
        return body;
    }

    private JsonObject Require(string id, ArmRequest request) =>
        store.Find(id) ?? throw new ArmException(ArmErrors.ResourceNotFound(Type, id[(id.IndexOf(Type, StringComparison.OrdinalIgnoreCase) + Type.Length + 1)..], request.ResourceGroup));

    private static JsonObject Read(ArmRequest request)
    {
        try
        {
            return request.Body.IsEmpty ? [] : JsonNode.Parse(request.Body.Span) as JsonObject ?? throw new JsonException("A JSON object is required.");
        }
        catch (JsonException e)
        {
            throw new ArmException(ArmErrors.InvalidContent(e.Message));
        }
    }

    private static string NetworkOf(ArmRequest request) =>
        $"/subscriptions/{request.Subscription}/resourceGroups/{request.ResourceGroup}/providers/{Type}/{request.Name}";

    private static string IdOf(ArmRequest request) =>
        request.Values.TryGetValue("subnet", out var subnet) ? $"{NetworkOf(request)}/subnets/{subnet}" : NetworkOf(request);
}
