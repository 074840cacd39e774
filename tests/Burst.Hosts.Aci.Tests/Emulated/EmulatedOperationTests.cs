using Burst.Core.Hosts;
using Burst.Core.Pods;
using Burst.Emulator.Faults;
using Burst.Hosts.Aci.Tests.Doubles;

namespace Burst.Hosts.Aci.Tests.Emulated;

/// <summary>Over HTTPS, against the emulator: what a create that fails after it was accepted tells, also to the next process.</summary>
public sealed class EmulatedOperationTests
{
    [Fact]
    public async Task CreateThatFailsAfterItWasAccepted_IsToldInTheServicesWords_AlsoToTheNextProcess()
    {
        await using var aci = await EmulatedAci.StartAsync(options => options with
        {
            Faults = [new FaultRule { Name = "fail", Kind = FaultKind.FailProvisioning, Match = new FaultMatch { Operation = "create" } }],
        });
        var host = aci.NewHost();
        var accepted = Assert.IsType<CreateOutcome.Accepted>(await host.CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None));
        Assert.StartsWith(aci.Server.Endpoint.AbsoluteUri, accepted.Operation);

        // The first process is killed here.
        var next = aci.NewHost();
        next.Resume(A.Uid, accepted.Operation!);
        var pod = await LookAsync(next, item => item is { Reason: "ProvisioningFailed", Message: not null });

        Assert.Matches(@"\A[A-Za-z]+: .+", pod.Message);
        Assert.NotNull((await next.DeleteToTheEndAsync(A.Uid)).EndedAt);
    }

    [Fact]
    public async Task CreateThatGoesWell_IsTakenUpByTheNextProcess_AndComesUp()
    {
        await using var aci = await EmulatedAci.StartAsync();
        var accepted = Assert.IsType<CreateOutcome.Accepted>(await aci.NewHost().CreateAsync(A.Launch(A.Program("/burst/echo")), CancellationToken.None));
        var next = aci.NewHost();
        next.Resume(A.Uid, accepted.Operation!);
        Assert.Null((await next.WaitForAsync(A.Uid, PodPhase.Running)).Reason);
        await next.DeleteToTheEndAsync(A.Uid);
    }

    /// <summary>At the pace of a control loop: an operation is asked for with the reads that the limits have to spare.</summary>
    private static async Task<PodObservation> LookAsync(AciPodHost host, Func<PodObservation, bool> wanted)
    {
        for (var look = 0; look < 30; look++)
        {
            var pod = Assert.Single(await host.ListAsync(CancellationToken.None));
            if (wanted(pod))
                return pod;
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        }

        throw new TimeoutException("It was not seen as wanted within 15 s.");
    }
}
