using Burst.Testing.Hosts;

namespace Burst.Hosts.Local.Tests;

public sealed class LocalPodHostContractTests : PodHostContract
{
    protected override ValueTask<PodHostHarness> CreateHarnessAsync() => ValueTask.FromResult<PodHostHarness>(new LocalHarness());
}
