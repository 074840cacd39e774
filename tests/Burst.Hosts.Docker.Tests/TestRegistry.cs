using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Burst.Hosts.Docker.Engine;
using Burst.Testing;
using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>A registry of this machine (Debian's docker-registry), on a port of its own. What it has lives as long as it does.</summary>
internal sealed class TestRegistry : IAsyncDisposable
{
    private const string Program = "/usr/bin/docker-registry";

    private readonly string folder = Directory.CreateTempSubdirectory("burst-registry-").FullName;
    private readonly int port;
    private Process? process;

    private TestRegistry()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        port = ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>Null where tests with a registry can be run.</summary>
    public static string? Missing => DockerFolder.Missing ?? (File.Exists(Program) ? null : "no registry: install the package docker-registry, as eng/lane-docker does");

    public string Address => $"127.0.0.1:{port}";

    public static async Task<TestRegistry> StartAsync()
    {
        var registry = new TestRegistry();
        await registry.BeginAsync();
        return registry;
    }

    public async Task BeginAsync()
    {
        var settings = Path.Combine(folder, "registry.yml");
        await File.WriteAllTextAsync(settings, $"version: 0.1\nlog: {{ level: error, accesslog: {{ disabled: true }} }}\nstorage: {{ filesystem: {{ rootdirectory: {folder}/data }} }}\nhttp: {{ addr: \"{Address}\" }}\n");
        process = Process.Start(new ProcessStartInfo(Program, ["serve", settings]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var client = new HttpClient();
        await Eventually.GetAsync(() => AnswersAsync(client), answers => answers, "the registry answers");
    }

    /// <summary>Puts an image there under this name: busybox with a label. It is not on the engine afterwards.</summary>
    public async Task PutAsync(string name, string label)
    {
        var reference = $"{Address}/{name}";
        await DockerAsync(["build", "-q", "-t", reference, "-"], $"FROM {DockerHarness.Image}\nENV LABEL={label}\n");
        await DockerAsync(["push", "-q", reference]);
        await DockerAsync(["rmi", reference]);
    }

    /// <summary>What a tag means now.</summary>
    public async Task<string> DigestOfAsync(string repository, string tag)
    {
        using var client = new HttpClient();
        using var asking = new HttpRequestMessage(HttpMethod.Head, new Uri($"http://{Address}/v2/{repository}/manifests/{tag}"));
        asking.Headers.Accept.ParseAdd("application/vnd.docker.distribution.manifest.v2+json");
        using var reply = await client.SendAsync(asking);
        return reply.EnsureSuccessStatusCode().Headers.GetValues("Docker-Content-Digest").Single();
    }

    public async Task EndAsync()
    {
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Nothing that came from it is left on the engine either: other tests tell what is removed there.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        using var docker = new EngineClient(DockerEngines.Addresses[0], null, TimeProvider.System);
        foreach (var image in await docker.ListImagesAsync(CancellationToken.None))
        {
            string[] names = [.. image.RepoTags ?? [], .. image.RepoDigests ?? []];
            foreach (var name in names.Any(name => name.StartsWith($"{Address}/", StringComparison.Ordinal)) ? names : [])
                await docker.RemoveImageAsync(name, CancellationToken.None);
        }

        Directory.Delete(folder, recursive: true);
    }

    public static async Task DockerAsync(string[] arguments, string input = "")
    {
        var start = new ProcessStartInfo("docker", ["-H", DockerFolder.Hosts[0], .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOCKER_BUILDKIT"] = "0";
        using var docker = Process.Start(start)!;
        await docker.StandardInput.WriteAsync(input);
        docker.StandardInput.Close();
        var output = docker.StandardOutput.ReadToEndAsync();
        var errors = await docker.StandardError.ReadToEndAsync();
        await docker.WaitForExitAsync();
        Assert.True(docker.ExitCode == 0, $"docker {string.Join(' ', arguments)}: {errors}{await output}");
    }

    private async Task<bool> AnswersAsync(HttpClient client)
    {
        Assert.False(process!.HasExited, "the registry has ended");
        try
        {
            using var reply = await client.GetAsync(new Uri($"http://{Address}/v2/"));
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
