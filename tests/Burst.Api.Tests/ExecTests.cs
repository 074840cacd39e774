using Burst.Api.Tests.Support;
using Burst.Core.Pods;

namespace Burst.Api.Tests;

public sealed class ExecTests
{
    private const string Far = """
        apiVersion: v1
        kind: Pod
        metadata: { name: far }
        spec:
          nodeSelector: { type: virtual-kubelet }
          tolerations: [ { key: virtual-kubelet.io/provider, operator: Exists } ]
          containers: [ { name: main, image: burst/sleep, resources: { requests: { cpu: 1, memory: 1Gi } } } ]
        """;

    private static readonly byte[] EndOfInput = [255, 0];

    [Fact]
    public async Task Exec_CarriesInputAndOutput_TellsTheEnd_AndIsOnRecord()
    {
        await using var api = await StartAsync();

        var answer = await OpenAsync(api, "far", "container=main&stdin=true&rows=30&columns=100", ["/bin/sh"]);
        Assert.Equal((101, "v5.channel.k8s.io"), (answer.Status, answer.Upgrade!.Protocol));
        var socket = new ScriptedSocket(waits: true, [0, .. "ls\n"u8], [4, .. "{\"Width\":9}"u8], EndOfInput);
        await answer.Upgrade.ServeAsync(socket, CancellationToken.None);

        Assert.Equal(["main 30x100 /bin/sh"], api.Aci.Commands);
        Assert.Equal(["ls\n", "\u0004"], api.Aci.Terminal.Typed);
        Assert.Equal([(1, "ls\n"), (3, """{"metadata":{},"status":"Success"}""")], socket.Received);
        Assert.True(socket.IsClosed && api.Aci.Terminal.IsClosed);
        Assert.Equal(("get", 101), await LastAuditAsync(api));
    }

    [Fact]
    public async Task EndOfInput_InTheMiddleOfALine_IsSaidTwice_AsATerminalNeeds()
    {
        await using var api = await StartAsync();
        var answer = await OpenAsync(api, "far", "stdin=true", ["/bin/cat"]);
        await answer.Upgrade!.ServeAsync(new ScriptedSocket(waits: true, [0, .. "no newline"u8], EndOfInput), CancellationToken.None);
        Assert.Equal(["no newline", "\u0004\u0004"], api.Aci.Terminal.Typed);
    }

    [Fact]
    public async Task Client_ThatGoes_EndsTheCommand()
    {
        await using var api = await StartAsync();
        var answer = await OpenAsync(api, "far", "stdin=true", ["/bin/sh"]);
        await answer.Upgrade!.ServeAsync(new ScriptedSocket(waits: false), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
        Assert.True(api.Aci.Terminal.IsClosed);
    }

    [Fact]
    public async Task WithoutStdin_NothingIsTyped()
    {
        await using var api = await StartAsync();
        var answer = await OpenAsync(api, "far", "stdout=true", ["/bin/sh"]);
        await answer.Upgrade!.ServeAsync(new ScriptedSocket(waits: false, [0, .. "ls\n"u8]), CancellationToken.None);
        Assert.Empty(api.Aci.Terminal.Typed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatTheHostRefusesOrCannotReach_IsToldOnTheWebsocket(bool isUnreachable)
    {
        await using var api = await StartAsync();
        (api.Aci.RefusesWith, api.Aci.IsUnreachable) = ("no arguments here", isUnreachable);
        var socket = new ScriptedSocket(waits: true);
        await (await OpenAsync(api, "far", "", ["/bin/ls", "-l"])).Upgrade!.ServeAsync(socket, CancellationToken.None);

        var (channel, text) = Assert.Single(socket.Received);
        Assert.Equal(3, channel);
        Assert.Contains(isUnreachable ? "aci-eastus is out of reach" : "no arguments here", text, StringComparison.Ordinal);
        Assert.Contains("\"Failure\"", text, StringComparison.Ordinal);
        Assert.True(socket.IsClosed);
    }

    [Theory]
    [InlineData("near", "", "/bin/sh", "node vm-1 runs no commands in containers; pods on Docker Engines and on Azure Container Instances take them")]
    [InlineData("far", "container=side", "/bin/sh", "container side is not valid for pod far, choose one of: [main]")]
    [InlineData("far", "rows=0", "/bin/sh", "rows: \"0\" is not accepted; 1 to 1000 is")]
    [InlineData("far", "", null, "you must specify at least one command for the container")]
    public async Task WhatCannotBe_IsRefusedByName_AndOnRecord(string pod, string query, string? command, string said)
    {
        await using var api = await StartAsync();
        var refused = await OpenAsync(api, pod, query, command is null ? [] : [command]);
        Assert.Equal(400, refused.Status);
        Assert.Contains(said, (await Answer.ReadAsync(refused)).Message);
        Assert.Empty(api.Aci.Commands);
        Assert.Equal(("get", 400), await LastAuditAsync(api));
    }

    [Fact]
    public async Task WithoutAWebsocketThatIsKnown_SaysWhichIsNeeded()
    {
        await using var api = await StartAsync();
        var plain = await api.PostAsync($"{Ask.Pods}/far/exec", "");
        Assert.Contains("at least one command", plain.Message);
        var other = await Answer.ReadAsync(await OpenAsync(api, "far", "", ["/bin/sh"], "v4.base64.channel.k8s.io"));
        Assert.Contains("v5.channel.k8s.io or v4.channel.k8s.io", other.Message);
        Assert.Equal("v4.channel.k8s.io", (await OpenAsync(api, "far", "", ["/bin/sh"], "x", "v4.channel.k8s.io")).Upgrade!.Protocol);
    }

    private static async Task<ApiFixture> StartAsync()
    {
        var api = await ApiFixture.StartAsync();
        Assert.Equal(200, (await api.ApplyAsync(Far)).Status);
        Assert.Equal(201, (await api.PostAsync(Ask.Pods, Manifest.Pod("near"))).Status);
        await api.UntilAsync("far", pod => pod.Phase == PodPhase.Running);
        await api.UntilAsync("near", pod => pod.Phase == PodPhase.Running);
        return api;
    }

    private static Task<ApiResponse> OpenAsync(ApiFixture api, string pod, string query, string[] command, params string[] protocols) => api.Handlers.HandleAsync(
        new ApiRequest
        {
            Method = "GET",
            Path = $"{Ask.Pods}/{pod}/exec",
            Query = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]),
            Command = [.. command],
            SocketProtocols = protocols is [] ? ["v5.channel.k8s.io", "v4.channel.k8s.io"] : [.. protocols],
            User = "alice",
        },
        CancellationToken.None);

    private static async Task<(string? Verb, int? Status)> LastAuditAsync(ApiFixture api)
    {
        var last = (await api.GetAsync($"{Ask.Burst}/audit")).Json!["items"]![0]!;
        Assert.EndsWith("/exec", (string?)last["path"], StringComparison.Ordinal);
        return ((string?)last["verb"], (int?)last["status"]);
    }
}
