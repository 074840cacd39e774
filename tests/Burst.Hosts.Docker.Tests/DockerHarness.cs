using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Hosts.Docker.Engine;
using Burst.Testing;
using Burst.Testing.Hosts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Burst.Hosts.Docker.Tests;

/// <summary>Hosts on one engine, whose owners are nobody else's; at its end nothing of theirs may be there any more.</summary>
internal sealed class DockerHarness(EngineAddress address, EngineTls? tls) : PodHostHarness
{
    public const string Image = "burst/busybox:1";

    private static readonly RandomIdSource Ids = new(TimeProvider.System);

    /// <summary>Of this machine, open to pods of all hosts of this class.</summary>
    public static readonly string OpenFolder = Path.Combine(Path.GetTempPath(), "burst-open");

    private readonly string suffix = Ids.NextId().ToString("N")[^8..];
    private readonly List<DockerPodHost> hosts = [];

    /// <summary>On the first engine's socket.</summary>
    public static DockerHarness OnSocket() => new(DockerEngines.Addresses[0], null);

    /// <summary>On an engine where nothing else is tried at the same time, if there are several.</summary>
    public static DockerHarness Alone() => new(DockerEngines.Addresses[^1], null);

    public override DockerPodHost CreateHost(string ownerId)
    {
        var options = new DockerPodHostOptions { Node = NodeName.Parse("vm-1"), Address = address, Tls = tls, OwnerId = OwnerOf(ownerId), AllowedHostPaths = [OpenFolder] };
        var host = new DockerPodHost(options, TimeProvider.System, NullLogger<DockerPodHost>.Instance);
        hosts.Add(host);
        return host;
    }

    /// <summary>As when a process ends.</summary>
    public async Task EndAsync(DockerPodHost host)
    {
        hosts.Remove(host);
        if (hosts.Count == 0)
            CreateHost("owner-a");
        await host.DisposeAsync();
    }

    public string OwnerOf(string ownerId) => $"{ownerId}-{suffix}";

    public override PodSpec RunsUntilStopped() => Shell("trap 'exit 0' TERM; while :; do sleep 0.05; done", RestartPolicy.Always);

    public override PodSpec ExitsWith(int exitCode) => Shell($"sleep 0.2; exit {exitCode}");

    public override PodSpec Prints(IReadOnlyList<string> lines) =>
        Of(new ContainerSpec { Name = "main", Image = Image, Command = ["printf", "%s\\n", .. lines] });

    public override (PodSpec Spec, string FieldPath) Unsupported()
    {
        var share = new Volume { Name = "share", AzureFile = new AzureFileVolume("share", "account", IsReadOnly: false) };
        return (RunsUntilStopped() with { Volumes = [share] }, "volumes[0].azureFile");
    }

    public static PodSpec Shell(string script, RestartPolicy policy = RestartPolicy.Never) => Of(ShellContainer("main", script)) with { RestartPolicy = policy };

    public static ContainerSpec ShellContainer(string name, string script, params VolumeMount[] mounts) =>
        new() { Name = name, Image = Image, Command = ["sh", "-c", script], VolumeMounts = [.. mounts] };

    public static PodSpec Of(params ContainerSpec[] containers) => new() { Containers = [.. containers], RestartPolicy = RestartPolicy.Never };

    public override async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            foreach (var pod in await host.ListAsync(CancellationToken.None))
                await host.DeleteUntilGoneAsync(pod.Uid, TimeSpan.Zero);
            await host.DisposeAsync();
        }

        using var client = Client();
        foreach (var owner in new[] { "owner-a", "owner-b" })
        {
            await Eventually.GetAsync(
                () => client.ListContainersAsync([$"dev.burst.owner={OwnerOf(owner)}"], CancellationToken.None), left => left.Count == 0, "none of its containers is left");
            Assert.Empty(await client.ListVolumesAsync([$"dev.burst.owner={OwnerOf(owner)}"], CancellationToken.None));
        }
    }

    public EngineClient Client() => new(address, tls, TimeProvider.System);
}
