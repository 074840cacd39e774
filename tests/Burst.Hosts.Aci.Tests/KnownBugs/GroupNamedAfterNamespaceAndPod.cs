using Burst.Core.Hosts;
using Burst.Core.Ids;
using Burst.Emulator.Faults;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>
/// azure-aci names a group NAMESPACE-POD: a-b/c and a/b-c are one group, names of more than 63 characters are refused, and a pod of
/// a StatefulSet that is made again takes over the dying group of its predecessor (azure-aci#135 shows the "update").
/// </summary>
public sealed class GroupNamedAfterNamespaceAndPod
{
    private static readonly PodUid First = PodUid.Parse("00000000-0000-4000-8000-000000000001");
    private static readonly PodUid Second = PodUid.Parse("00000000-0000-4000-8000-000000000002");

    [Fact]
    public async Task Names_ThatRunTogether_AreTwoGroups()
    {
        await using var aci = await EmulatedAci.StartAsync();
        await CreateAsync(aci.NewHost(), First, "a-b", "c");
        await CreateAsync(aci.NewHost(), Second, "a", "b-c");
        Assert.Equal(2, (await aci.ReadNamesAsync()).Distinct().Count());
        Assert.Equal([First, Second], (await aci.NewHost().ListAsync(CancellationToken.None)).Select(pod => pod.Uid));
    }

    [Fact]
    public async Task Name_OfAnyLength_IsAGroup()
    {
        await using var aci = await EmulatedAci.StartAsync();
        await CreateAsync(aci.NewHost(), First, new string('n', 63), new string('p', 63));
        Assert.All(await aci.ReadNamesAsync(), name => Assert.InRange(name.Length, 1, 63));
    }

    [Fact]
    public async Task PodMadeAgain_DoesNotTakeOverItsPredecessorsGroup()
    {
        await using var aci = await EmulatedAci.StartAsync(options => options with
        {
            Faults = [new FaultRule { Name = "forget", Kind = FaultKind.ForgetDelete, Match = new FaultMatch { Operation = "delete" } }],
        });
        var host = aci.NewHost();
        await CreateAsync(host, First, "default", "db-0");
        Assert.IsType<DeleteOutcome.Deleting>(await host.DeleteAsync(First, TimeSpan.Zero, CancellationToken.None));
        await CreateAsync(host, Second, "default", "db-0");
        Assert.Equal(2, (await aci.ReadNamesAsync()).Count);

        await host.DeleteToTheEndAsync(First);
        Assert.Equal([Second], (await host.ListAsync(CancellationToken.None)).Select(pod => pod.Uid));
    }

    private static async Task CreateAsync(AciPodHost host, PodUid uid, string ns, string name)
    {
        var launch = A.Launch(A.Program("/burst/echo"), uid) with { Namespace = ns, Name = name };
        Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(launch, CancellationToken.None));
    }
}
