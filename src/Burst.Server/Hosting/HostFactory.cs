using System.Collections.Immutable;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Hosts.Aci;
using Burst.Hosts.Aci.Limits;
using Burst.Hosts.Docker;
using Burst.Hosts.Docker.Engine;
using Burst.Hosts.Local;
using Burst.Server.Configuration;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Hosting;

/// <summary>Makes the pod host that drives a node on record.</summary>
internal sealed class HostFactory(
    ServerSettings settings, string clusterId, ImmutableArray<string> burstCommand, IIdSource ids, TimeProvider time, ILoggerFactory loggers)
{
    /// <summary>Every virtual node uses the one credential of this machine, so those of one subscription share what they may ask of it.</summary>
    private readonly AciBudgets budgets = new(
        new AciRates { CreatesPer5Minutes = settings.CreatesPer5Minutes, CreatesPerHour = settings.CreatesPerHour }, time);

    public IPodHost Create(Node node) => node.NodeKind == NodeKind.Vm
        ? node.Docker is { } docker ? CreateDocker(node, docker) : CreateLocal(node)
        : CreateAci(node, node.Aci ?? throw new InvalidOperationException($"Virtual node {node.Name} is on record without its connection."));

    private DockerPodHost CreateDocker(Node node, DockerConnection docker) => new(
        new DockerPodHostOptions
        {
            Node = node.Name,
            Address = EngineAddress.Parse(docker.Host),
            Tls = docker.TlsCaFile is null ? null : new EngineTls(docker.TlsCaFile, docker.TlsCertificateFile!, docker.TlsKeyFile!),
            OwnerId = clusterId,
            AllowedHostPaths = settings.AllowedHostPaths,
            ReadsMachine = !docker.IsShared,
        },
        time, loggers.CreateLogger<DockerPodHost>());

    private LocalPodHost CreateLocal(Node node) => new(
        new LocalPodHostOptions
        {
            Node = node.Name,
            RootFolder = Path.Combine(settings.StateFolder, "pods"),
            OwnerId = clusterId,
            BurstCommand = burstCommand,
            AllowHostCommands = settings.AllowHostCommands,
        },
        time, loggers.CreateLogger<LocalPodHost>());

    private AciPodHost CreateAci(Node node, AciConnection connection)
    {
        var (credential, transport) = (AciAccess.Credential(connection, time), AciAccess.Transport(connection));
        var options = new AciPodHostOptions
        {
            Node = node.Name,
            Endpoint = connection.Endpoint,
            Audience = (connection.Audience ?? connection.Endpoint).ToString(),
            SubscriptionId = connection.Subscription,
            ResourceGroup = connection.ResourceGroup,
            Region = node.Region,
            SubnetId = connection.SubnetId,
            IdentityId = connection.IdentityId,
            Zone = connection.Zone,
            OwnerId = clusterId,
            DeleteConfirmWait = settings.DeleteConfirmWait,
        };
        return new AciPodHost(options, credential, transport, time, ids, loggers.CreateLogger<AciPodHost>(), budgets, AciAccess.Sockets(connection));
    }
}
