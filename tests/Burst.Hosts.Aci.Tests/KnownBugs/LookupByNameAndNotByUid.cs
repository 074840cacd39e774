using Burst.Core.Ids;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>
/// azure-aci#135: GetPod looked a group up by a name that was never the pod's and made up a pod without a UID, so that a pod that
/// was not there counted as updated, and one that was made again under its old name was Pending for ever.
/// </summary>
public sealed class LookupByNameAndNotByUid
{
    private static readonly PodUid Namesake = PodUid.Parse("00000000-0000-4000-8000-000000000002");

    [Fact]
    public async Task Pod_IsFoundByItsUid_AndANamesakeIsNot()
    {
        await using var aci = await EmulatedAci.StartAsync();
        var host = aci.NewHost();
        await host.CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None);

        Assert.Equal(A.Uid, (await host.FindAsync(A.Uid, CancellationToken.None))?.Uid);
        Assert.Null(await host.FindAsync(Namesake, CancellationToken.None));
        Assert.Equal([A.Uid], (await host.ListAsync(CancellationToken.None)).Select(pod => pod.Uid));
    }

    [Fact]
    public async Task Delete_OfANamesake_LeavesThePod()
    {
        await using var aci = await EmulatedAci.StartAsync();
        var host = aci.NewHost();
        await host.CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None);

        await host.DeleteToTheEndAsync(Namesake);

        Assert.NotNull(await host.FindAsync(A.Uid, CancellationToken.None));
    }
}
