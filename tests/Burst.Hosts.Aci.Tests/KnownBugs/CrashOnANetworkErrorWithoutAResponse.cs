using Burst.Core.Hosts;
using Burst.Emulator.Faults;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>
/// azure-aci#354 and #586 are of this family: the status code of an answer was logged where the network had failed and there was no
/// answer, so the agent crashed, and nothing was cleaned up any more.
/// </summary>
public sealed class CrashOnANetworkErrorWithoutAResponse
{
    public static TheoryData<string> Calls => ["check", "list", "find", "create", "delete"];

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_WithoutAnAnswer_IsUnavailable_AndTheNextOneWorks(string call)
    {
        var fixture = new AciFixture();
        fixture.Arm.OnRequest = _ => throw new HttpRequestException("The network is unreachable.");
        var exception = Assert.Throws<PodHostUnavailableException>(() => Run(fixture, call));
        Assert.Contains("unreachable", exception.Message);

        fixture.Arm.OnRequest = null;
        Run(fixture, call);
    }

    [Theory]
    [InlineData(FaultKind.LoseRequest)]
    [InlineData(FaultKind.DropReply)]
    public async Task Create_WhoseConnectionBreaks_MakesThePodOnce(FaultKind kind)
    {
        await using var aci = await EmulatedAci.StartAsync(options => options with
        {
            Faults = [new FaultRule { Name = "cut", Kind = kind, Match = new FaultMatch { Operation = "create" } }],
        });
        var outcome = await aci.NewHost().CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None);
        Assert.IsType<CreateOutcome.Accepted>(outcome);
        Assert.Equal([A.GroupName], await aci.ReadNamesAsync());
    }

    private static object? Run(AciFixture fixture, string call) => call switch
    {
        "check" => fixture.Time.Run(fixture.Host.CheckAsync(CancellationToken.None)),
        "list" => fixture.List(),
        "find" => fixture.Time.Run(fixture.Host.FindAsync(A.Uid, CancellationToken.None)),
        "create" => fixture.Create(),
        _ => fixture.Delete(),
    };
}
