using Burst.Core.Hosts;
using Burst.Emulator.Faults;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>
/// azure-aci#409: a delete that ACI had accepted was never looked at again, so a group that was deleted while its image was pulled
/// lived on and was billed, and nobody knew of it.
/// </summary>
public sealed class DeleteDroppedAfterItWasAccepted
{
    [Fact]
    public async Task Delete_WhileTheImageIsPulled_IsSentUntilTheGroupIsGone()
    {
        await using var aci = await EmulatedAci.StartAsync(options => options with
        {
            Faults =
            [
                new FaultRule { Name = "pull", Kind = FaultKind.FailPull, Match = new FaultMatch { Operation = "create" } },
                new FaultRule { Name = "forget", Kind = FaultKind.ForgetDelete, Match = new FaultMatch { Operation = "delete" }, Times = 2 },
            ],
        });
        var host = aci.NewHost();
        await host.CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None);

        Assert.IsType<DeleteOutcome.Deleting>(await host.DeleteAsync(A.Uid, TimeSpan.Zero, CancellationToken.None));
        Assert.Equal([A.GroupName], await aci.ReadNamesAsync());

        await host.DeleteToTheEndAsync(A.Uid);
        Assert.Empty(await aci.ReadNamesAsync());
    }
}
