using Burst.Testing.Hosts;

namespace Burst.Hosts.Docker.Tests;

[NeedsDocker]
public sealed class DockerPodHostContractTests : PodHostContract
{
    protected override ValueTask<PodHostHarness> CreateHarnessAsync() => ValueTask.FromResult<PodHostHarness>(DockerHarness.OnSocket());
}
