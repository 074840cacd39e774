using Burst.Core.Pods;
using Burst.Hosts.Aci.Tests.Doubles;
using Burst.Hosts.Aci.Tests.Emulated;

namespace Burst.Hosts.Aci.Tests.KnownBugs;

/// <summary>
/// azure-aci#417: a container that ACI calls Terminated was shown as Completed with exit code 0, however it had ended, so that a
/// crashed job had succeeded.
/// </summary>
public sealed class ExitCodeLost
{
    [Theory]
    [InlineData(0, PodPhase.Succeeded, "Completed")]
    [InlineData(1, PodPhase.Failed, "Error")]
    [InlineData(42, PodPhase.Failed, "Error")]
    public async Task ExitCode_IsThePods_AndSoIsItsPhase(int exitCode, PodPhase phase, string reason)
    {
        await using var aci = await EmulatedAci.StartAsync();
        var host = aci.NewHost();
        await host.CreateAsync(A.Launch(A.Program("/burst/fail", $"{exitCode}", "0.1")), CancellationToken.None);
        var pod = await host.WaitForAsync(A.Uid, item => item.Phase is PodPhase.Succeeded or PodPhase.Failed);

        Assert.Equal(phase, pod.Phase);
        var container = Assert.Single(pod.Containers);
        Assert.Equal(exitCode, container.ExitCode);
        Assert.Equal(reason, container.Reason);
    }
}
