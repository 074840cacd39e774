using Burst.Core.Hosts;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>
/// azure-aci#10: ACI knows a command only, which replaces the image's own; args without one cannot be had and were lost.
/// </summary>
public sealed class ArgsWithoutCommandAreLost
{
    [Fact]
    public async Task Create_OfArgsAlone_IsRejectedByThePathOfTheField_AndMakesNothing()
    {
        await using var aci = await EmulatedAci.StartAsync();
        var launch = A.Launch(A.Spec(A.Container() with { Args = ["--verbose"] }));
        var rejected = Assert.IsType<CreateOutcome.Rejected>(await aci.NewHost().CreateAsync(launch, CancellationToken.None));
        Assert.Contains("spec.containers[0].args", rejected.Reason, StringComparison.Ordinal);
        Assert.Empty(await aci.ReadNamesAsync());
    }
}
