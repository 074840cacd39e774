using Burst.Api.Enrolment;
using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Core.Pricing;
using Burst.Hosts.Docker;
using Burst.Hosts.Docker.Engine;
using Burst.Server.Configuration;

namespace Burst.Server.Enrolment;

/// <summary>A VM node that joins: its engine is looked at first, so that one that cannot be reached is refused and not put on record.</summary>
internal sealed class VmJoin(string defaultRegion, IPriceCatalog prices, TimeProvider time)
{
    /// <exception cref="EnrolmentRefusedException">It cannot join; every reason is in it.</exception>
    public async Task<Node> ReadAsync(NodeConfig config, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        if (!DnsName.IsSubdomain(config.Name))
            errors.Add($"name: '{config.Name}' is not a node name; {DnsName.SubdomainRule}.");
        var connection = new DockerSettings(errors).Read(config.Docker!, "docker");
        if (connection is null || errors.Count > 0)
            throw new EnrolmentRefusedException([.. errors]);
        var machine = await LookAsync(connection, cancellationToken).ConfigureAwait(false);
        var size = config.Size.Length > 0 ? config.Size : FindSize(config, machine);
        if (new VmSettings(defaultRegion, prices, errors).Read(config with { Size = size }, "") is not { } node)
            throw new EnrolmentRefusedException([.. errors]);
        return node with { Machine = machine, Metadata = node.Metadata with { Labels = MachineLabels.Renew(node.Metadata.Labels, null, machine) } };
    }

    private async Task<NodeMachine> LookAsync(DockerConnection docker, CancellationToken cancellationToken)
    {
        try
        {
            var tls = docker.TlsCaFile is null ? null : new EngineTls(docker.TlsCaFile, docker.TlsCertificateFile!, docker.TlsKeyFile!);
            return await EngineProbe.ReadAsync(EngineAddress.Parse(docker.Host), tls, time, cancellationToken).ConfigureAwait(false);
        }
        catch (PodHostUnavailableException exception)
        {
            throw new EnrolmentRefusedException([$"docker: {exception.Message}"]);
        }
    }

    private string FindSize(NodeConfig config, NodeMachine machine)
    {
        var region = config.Region ?? defaultRegion;
        return MachineSize.Find(prices, region, machine.Total)
            ?? throw new EnrolmentRefusedException(
                [$"size: no VM size with a price in {region} has what the engine's machine has ({machine.Total}); name the one that says what it costs (`burst prices` lists them)."]);
    }
}
