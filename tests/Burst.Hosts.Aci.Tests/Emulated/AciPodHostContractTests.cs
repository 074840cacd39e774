using Burst.Testing.Hosts;

namespace Burst.Hosts.Aci.Tests.Emulated;

public sealed class AciPodHostContractTests : PodHostContract
{
    protected override async ValueTask<PodHostHarness> CreateHarnessAsync() => new AciHarness(await EmulatedAci.StartAsync());
}
