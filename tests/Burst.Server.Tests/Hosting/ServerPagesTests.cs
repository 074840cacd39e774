using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Burst.Server.Configuration;
using Burst.Server.Tests.Support;

namespace Burst.Server.Tests.Hosting;

/// <summary>The guard and the pages, asked over the wire; all tests share one server.</summary>
public sealed partial class ServerPagesTests(ServerPagesTests.OneServer one) : IClassFixture<ServerPagesTests.OneServer>
{
    public sealed class OneServer : IAsyncLifetime
    {
        private readonly TemporaryFolder folder = new();

        internal RunningServer Running { get; private set; } = null!;

        public async Task InitializeAsync() => Running = await RunningServer.StartAsync(
            folder.Root, new BurstConfig { Nodes = [new NodeConfig { Name = "vm-1", Size = "D2s_v5" }, new NodeConfig { Name = "vm-2", Size = "D2s_v5" }] });

        public async Task DisposeAsync()
        {
            await Running.DisposeAsync();
            folder.Dispose();
        }
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    [InlineData("/metrics")]
    [InlineData("/api/v1/pods")]
    [InlineData("/nowhere")]
    public async Task WithoutTheToken_Nothing_IsAnswered(string path)
    {
        using var http = one.Running.Anonymous();
        using var without = await http.GetAsync(path);
        http.DefaultRequestHeaders.Authorization = new("Bearer", "wrong");
        using var wrong = await http.GetAsync(path);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (without.StatusCode, wrong.StatusCode));
        Assert.Contains("A bearer token is needed", await without.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example", 421)]
    [InlineData("10.0.0.1", 421)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:1234", 200)]
    [InlineData("[::1]", 200)]
    public async Task Host_MustBeTheServersOwn(string host, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/livez") { Headers = { Host = host } };

        using var answer = await one.Running.Http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Host_Refused_NamesEachHostOnce()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/livez") { Headers = { Host = "evil.example" } };

        using var answer = await one.Running.Http.SendAsync(request);

        Assert.Contains("is not this server; use localhost or 127.0.0.1.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task BodyOverTheLimit_IsTooLarge_AndAStatusSaysTheLimit()
    {
        using var body = new ByteArrayContent(new byte[(4 * 1024 * 1024) + 1]);

        using var answer = await one.Running.Http.PostAsync("/apis/burst.dev/v1/apply", body);
        var status = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(("Status", "RequestEntityTooLarge", 413), ((string?)status["kind"], (string?)status["reason"], (int)status["code"]!));
        Assert.Contains("4 MiB", (string?)status["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Origin_OfAnotherSite_IsForbidden_AndItsOwnPasses()
    {
        var own = one.Running.Server.Endpoint.GetLeftPart(UriPartial.Authority);

        Assert.Equal(200, await StatusWithOriginAsync(own));
        Assert.Equal(403, await StatusWithOriginAsync("https://evil.example"));
        Assert.Equal(403, await StatusWithOriginAsync("null"));
        Assert.Equal(403, await StatusWithOriginAsync(own.Replace("https", "http", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    public async Task Health_OfARunningServer_IsOk(string path) => Assert.Equal("ok", await one.Running.Http.GetStringAsync(path));

    [Fact]
    public async Task Readiness_Verbose_NamesEachCheck() => Assert.Equal(
        "[+]controller ok\n[+]loop ok\n[+]store ok\nreadyz check passed\n", await one.Running.Http.GetStringAsync("/readyz?verbose"));

    [Fact]
    public async Task Metrics_AreWellFormed_AndTheirNamesStable()
    {
        await one.Running.ApplyAsync(PodYaml.Sleep("metered", "{}", "0.1"));
        await one.Running.WaitForPodAsync("metered", "Succeeded");

        using var answer = await one.Running.Http.GetAsync("/metrics");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var families = new List<string>();
        foreach (var line in lines)
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
                families.Add(line.Split(' ')[2]);
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
                Assert.Equal(families[^1], line.Split(' ')[2]);
            else
                Assert.Equal(families[^1], SampleLine().Match(line).Groups["name"].Value);
        }

        Assert.Equal(families.Distinct(), families);
        Approval.Check("metric-families.txt", string.Join('\n', families.Order(StringComparer.Ordinal)) + "\n");
    }

    private async Task<int> StatusWithOriginAsync(string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/livez");
        request.Headers.Add("Origin", origin);
        using var answer = await one.Running.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    [GeneratedRegex("""\A(?<name>[a-z_]+)(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?[0-9.]+\z""")]
    private static partial Regex SampleLine();
}
