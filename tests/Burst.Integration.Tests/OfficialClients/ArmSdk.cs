using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.ResourceManager;
using Azure.ResourceManager.Resources;
using Burst.Integration.Tests.Harness;

namespace Burst.Integration.Tests.OfficialClients;

/// <summary>Azure.ResourceManager and Azure.Identity as they come, pointed at the emulator as docs/guides/emulator.md says.</summary>
internal sealed class ArmSdk : IDisposable
{
    public const string Subscription = "00000000-0000-0000-0000-000000000001";
    public const string ResourceGroup = "net-lane";

    private readonly Uri _endpoint;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpPipeline _pipeline;
    private readonly X509ChainPolicy _trust = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };

    public ArmSdk(EmulatorProcess emulator)
    {
        _endpoint = emulator.Endpoint;
        _trust.CustomTrustStore.Add(X509Certificate2.CreateFromPem(File.ReadAllText(emulator.CaFile)));
        _handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = _trust } };
        var options = new ArmClientOptions
        {
            Environment = new ArmEnvironment(_endpoint, audience: _endpoint.ToString()),
            Transport = new HttpClientTransport(_handler),
        };
        options.SetApiVersion("Microsoft.ContainerInstance/containerGroups", "2023-05-01");
        var credential = new ClientSecretCredential("adfs", "11111111-1111-1111-1111-111111111111", "anything", new ClientSecretCredentialOptions
        {
            AuthorityHost = _endpoint,
            DisableInstanceDiscovery = true,
            Transport = options.Transport,
        });
        Client = new ArmClient(credential, Subscription, options);
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, $"{_endpoint}/.default"));
    }

    public ArmClient Client { get; }

    public static ResourceIdentifier IdOf(string group) =>
        new($"/subscriptions/{Subscription}/resourceGroups/{ResourceGroup}/providers/Microsoft.ContainerInstance/containerGroups/{group}");

    public async Task<GenericResource> PutAsync(string name, JsonObject properties)
    {
        var data = new GenericResourceData(AzureLocation.WestUS) { Properties = BinaryData.FromString(properties.ToJsonString()) };
        return (await Client.GetGenericResources().CreateOrUpdateAsync(WaitUntil.Completed, IdOf(name), data)).Value;
    }

    public async Task<JsonNode> ReadAsync(string name) => JsonNode.Parse((await Client.GetGenericResources().GetAsync(IdOf(name))).Value.Data.Properties)!;

    /// <summary>The generic client has no actions: they go through a pipeline of its own making.</summary>
    public async Task<(int Status, JsonNode? Body)> SendAsync(RequestMethod method, string name, string action, JsonNode? body = null)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        var separator = action.Contains('?') ? '&' : '?';
        message.Request.Uri.Reset(new Uri(_endpoint, $"{IdOf(name)}/{action}{separator}api-version=2023-05-01"));
        if (body is not null)
        {
            message.Request.Headers.Add("Content-Type", "application/json");
            message.Request.Content = RequestContent.Create(BinaryData.FromString(body.ToJsonString()));
        }

        await _pipeline.SendAsync(message, CancellationToken.None);
        var text = message.Response.Content.ToString();
        return (message.Response.Status, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>What a shell in the container shows when these lines are typed.</summary>
    public async Task<string> TypeAsync(JsonNode promise, params string[] lines)
    {
        using var socket = new ClientWebSocket();
        socket.Options.RemoteCertificateValidationCallback = (_, certificate, _, _) => IsTrusted(certificate);
        await socket.ConnectAsync(new Uri((string)promise["webSocketUri"]!), CancellationToken.None);
        await socket.SendAsync(Encoding.UTF8.GetBytes((string)promise["password"]!), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        foreach (var line in lines)
            await socket.SendAsync(Encoding.UTF8.GetBytes($"{line}\r"), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
        var shown = new StringBuilder();
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } frame)
            shown.Append(Encoding.UTF8.GetString(buffer, 0, frame.Count));
        return shown.ToString();
    }

    public void Dispose() => _handler.Dispose();

    private bool IsTrusted(X509Certificate? certificate)
    {
        using var chain = new X509Chain { ChainPolicy = _trust.Clone() };
        using var presented = new X509Certificate2(certificate!);
        return chain.Build(presented);
    }
}
