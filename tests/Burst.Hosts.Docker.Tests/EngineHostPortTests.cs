using System.Net;
using System.Net.Sockets;
using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Testing;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>Ports of an engine's machine, which is this one, that lead to pods.</summary>
public sealed class EngineHostPortTests : OnEngine
{
    private const string Serve = "trap 'exit 0' TERM; mkdir -p /www; echo \"from $HOSTNAME\" > /www/index.html; httpd -p 8080 -h /www; while :; do sleep 0.05; done";

    [DockerFact]
    public async Task HostPort_LeadsToItsPod_OnTheAddressAskedFor()
    {
        var host = Harness!.CreateHost(Owner);
        var port = FindFree();
        var everywhere = await CreateAsync(host, Published(new ContainerPort(8080, "TCP", null) { HostPort = port }));
        Assert.Equal($"from {everywhere.Name}", await AskAsync("127.0.0.1", port));
        Assert.Equal($"from {everywhere.Name}", await AskAsync("127.0.0.2", port));

        var other = FindFree();
        var one = await CreateAsync(host, Published(new ContainerPort(8080, "TCP", null) { HostPort = other, HostIp = "127.0.0.1" }));
        var two = await CreateAsync(host, Published(new ContainerPort(8080, "TCP", null) { HostPort = other, HostIp = "127.0.0.2" }));

        Assert.Equal($"from {one.Name}", await AskAsync("127.0.0.1", other));
        Assert.Equal($"from {two.Name}", await AskAsync("127.0.0.2", other));
        await host.DeleteUntilGoneAsync(everywhere.Uid, TimeSpan.FromSeconds(5));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => GetAsync("127.0.0.1", port));
    }

    [DockerFact]
    public async Task HostPort_ThatSomebodyElseHas_IsRefused_AndNothingOfThePodIsLeft()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        var host = Harness!.CreateHost(Owner);
        var spec = Published(new ContainerPort(8080, "TCP", null) { HostPort = ((IPEndPoint)listener.LocalEndpoint).Port }) with
        {
            Volumes = [new Volume { Name = "work", EmptyDir = new EmptyDirVolume() }],
        };
        var launch = Launches.Of(spec) with
        {
            Environment = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableArray<ResolvedEnv>>.Empty.Add("main", []),
        };

        var outcome = Assert.IsType<CreateOutcome.InsufficientCapacity>(await host.CreateAsync(launch, CancellationToken.None));

        Assert.Contains("has no free host port for it", outcome.Reason, StringComparison.Ordinal);
        Assert.Empty(await host.ListAsync(CancellationToken.None));
        using var docker = Harness.Client();
        Assert.Empty(await docker.ListVolumesAsync([$"dev.burst.owner={Harness.OwnerOf(Owner)}"], CancellationToken.None));
    }

    private static PodSpec Published(ContainerPort port) => DockerHarness.Of(DockerHarness.ShellContainer("main", Serve) with { Ports = [port] });

    private static async Task<string> AskAsync(string address, int port) => (await Eventually.GetAsync(
        async () =>
        {
            try
            {
                return await GetAsync(address, port);
            }
            catch (HttpRequestException)
            {
                return null;
            }
        },
        answer => answer is not null,
        $"{address}:{port} answers"))!;

    private static async Task<string> GetAsync(string address, int port)
    {
        using var client = new HttpClient();
        return (await client.GetStringAsync(new Uri($"http://{address}:{port}/index.html"))).Trim();
    }

    private static int FindFree()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
