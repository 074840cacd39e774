using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

/// <summary>The same over TCP with mutual TLS.</summary>
[NeedsDocker]
public sealed class DockerOverTlsContractTests : PodHostContract
{
    protected override ValueTask<PodHostHarness> CreateHarnessAsync() =>
        ValueTask.FromResult<PodHostHarness>(new DockerHarness(DockerEngines.OverTcp, DockerEngines.Tls));
}
