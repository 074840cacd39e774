using System.Text;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Emulator;
using Burst.Hosts.Docker;
using Burst.Hosts.Docker.Engine;
using Burst.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Emulation;

/// <summary>The engine that an emulator runs its groups on.</summary>
internal static class EmulatorEngine
{
    /// <summary>Holds the name by which the engine knows this folder's groups, from the first start on.</summary>
    public const string OwnerFile = "engine-owner";

    /// <exception cref="EmulatorStartException">There is no engine, it does not answer, or the state folder cannot be written.</exception>
    public static async Task<DockerPodHost> ConnectAsync(
        EmulatorOptions options, EmulatorRuntime.Docker docker, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var (address, tls) = Find(docker.Engine);
        try
        {
            await EngineProbe.ReadAsync(address, tls, time, cancellationToken).ConfigureAwait(false);
            return new DockerPodHost(
                new DockerPodHostOptions { Node = NodeName.Parse("emulator"), Address = address, Tls = tls, OwnerId = ReadOwner(options.StateFolder) },
                time, loggers.CreateLogger<DockerPodHost>());
        }
        catch (Exception exception) when (exception is PodHostUnavailableException or ArgumentException)
        {
            throw new EmulatorStartException($"--runtime docker: {exception.Message}", exception);
        }
    }

    private static (EngineAddress Address, EngineTls? Tls) Find(DockerConfig? engine)
    {
        if (engine is null)
        {
            var usual = LocalEngine.FindUsual() ?? throw new EmulatorStartException("--runtime docker: this machine has no Docker Engine at its usual socket; name one with --docker unix:///PATH or tcp://HOST:PORT.");
            return (usual.Address, null);
        }

        var errors = new List<string>();
        var connection = new DockerSettings(errors).Read(engine, "--docker");
        return connection is null
            ? throw new EmulatorStartException(string.Join(Environment.NewLine, errors))
            : (EngineAddress.Parse(connection.Host), connection.TlsCaFile is { } ca ? new EngineTls(ca, connection.TlsCertificateFile!, connection.TlsKeyFile!) : null);
    }

    /// <summary>Written by whoever is first, so that two that start at once read the same.</summary>
    private static string ReadOwner(string stateFolder)
    {
        var file = Path.Combine(Path.GetFullPath(stateFolder), OwnerFile);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (!File.Exists(file))
                Write(file, $"aci-emulator-{new RandomIdSource(TimeProvider.System).NextId():N}");
            return File.ReadAllText(file).Trim() is { Length: > 0 } owner
                ? owner
                : throw new EmulatorStartException($"The file '{file}' is empty: it says whose the containers on the engine are; put the value of their label dev.burst.owner into it, or delete it where there are none.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EmulatorStartException($"The file '{file}' cannot be used: {exception.Message}", exception);
        }
    }

    private static void Write(string file, string owner)
    {
        var mine = $"{file}.{owner[^8..]}";
        using (var stream = new FileStream(mine, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(Encoding.ASCII.GetBytes(owner));
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(mine, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(mine);
        }
    }
}
