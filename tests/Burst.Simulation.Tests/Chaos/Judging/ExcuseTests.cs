using Burst.Core.Workloads;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>A fault explains what can come of it, and nothing else that happens about the same time.</summary>
public sealed class ExcuseTests
{
    private readonly PlantedWorld world = new();

    [Theory]
    [InlineData(nameof(FaultKind.ArmRepeated))]
    [InlineData(nameof(FaultKind.GroupRestoredByHand))]
    [InlineData(nameof(FaultKind.ControllerKilled))]
    public void PodInTwoPlaces_IsNoLateMessageThatTheWorldWouldKnowOf(string kind)
    {
        var service = world.Service("svc1", 1, PlantedWorld.Overflow);
        var one = world.OnMachine(service);
        world.Faults.AddStrike(Enum.Parse<FaultKind>(kind), "somewhere else", world.Now);
        world.OnAci(service, one.Uid);
        Assert.Equal([Promises.OnePlace], world.Found);
    }

    [Theory]
    [InlineData(2.5, false)]
    [InlineData(4, true)]
    public void PodBackAfterAPause_IsExcusedForAsLongAsACallIsUnderWay(double minutes, bool isAccused)
    {
        var service = world.Service("svc1", 0);
        var pod = world.OnMachine(service);
        world.End(pod);
        world.Faults.AddStrike(FaultKind.ControllerPaused, "process 1", world.Now);
        world.Wait(minutes);
        world.End(world.OnMachine(service, pod.Uid));
        Assert.Equal(isAccused ? new[] { Promises.NoReturn } : [], world.Found);
    }

    /// <summary>That the machine was silent once before, and answered since, gives no leave to replace its pods at once.</summary>
    [Theory]
    [InlineData(30, true)]
    [InlineData(3.6, false)]
    public void PodReplacedAtOnce_OnAMachineThatHadBeenSilentBefore(double answeredMinutes, bool isAccused)
    {
        var service = world.Service("svc1", 1, PlantedWorld.Overflow);
        world.OnMachine(service);
        world.Wait(20);
        world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now.AddMinutes(-1), world.Now);
        world.Wait(answeredMinutes);
        world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(10));
        world.Wait(0.1);
        world.OnAci(service);
        Assert.Equal(isAccused ? new[] { Promises.Grace } : [], world.Found);
    }

    /// <summary>What a late message had made is the double and has to go; the pod itself may stay where it is.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PodPlacedWhileAGroupOfItsRefusedCreateExists_TheGroupIsTheOneTooMany(bool isEnded)
    {
        var service = world.Service("svc1", 1, PlantedWorld.Overflow);
        world.Wait(5);
        var stray = world.OnAci(service, isOfLateMessage: true);
        world.Wait(1);
        var pod = world.OnMachine(service, stray.Uid);
        if (isEnded)
            world.Register.Remove(stray, world.Now, PodEnd.ControlPlane);
        world.Wait(30);
        Assert.Equal((false, true), (pod.IsReturn, stray.IsReturn));
        Assert.Equal(isEnded ? [] : new[] { Promises.NoReturn }, world.Found);
    }

    /// <summary>Only what was on its way while the values changed can have been looked for in vain.</summary>
    [Theory]
    [InlineData(-40, true, 1, false)] // Sent before the change, and there after it.
    [InlineData(-40, true, 10, true)] // Somebody must have seen it long ago.
    [InlineData(-40, false, 1, true)] // It has none of these values.
    [InlineData(-5, true, 1, true)] // Sent after the change.
    public void GroupEnded_AfterTheValuesItBeginsWithWereChanged(double sentSeconds, bool usesSecret, double livesMinutes, bool isAccused)
    {
        var service = world.Service("svc1", 1, PlantedWorld.Overflow, usesSecret: usesSecret);
        world.Wait(5);
        world.Book.SecretChanges.Add((world.Now.AddSeconds(-11), world.Now.AddSeconds(-10)));
        var group = world.OnAci(service);
        group.AskedAt = world.Now.AddSeconds(sentSeconds);
        world.Wait(livesMinutes);
        world.End(group);
        Assert.Equal(isAccused ? new[] { Promises.WrongEnd } : [], world.Found);
    }

    /// <summary>Right after its start a control plane believes what was so before the one before it went.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(4, true)]
    public void PodOfAMachineThatWasSilent_EndedAfterAControlPlaneHadStarted(double runsForMinutes, bool isAccused)
    {
        var service = world.Service("svc1", 1, rolling: RollingUpdate.Default);
        world.Wait(5);
        var pod = world.OnMachine(service);
        world.Wait(5);
        world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(1));
        world.Wait(1);
        world.Faults.Add(FaultKind.ControllerKilled, "", world.Now, world.Now.AddMinutes(8));
        world.Wait(8 + runsForMinutes);
        world.End(pod);
        Assert.Equal(isAccused, world.Found.Contains(Promises.Availability));
    }

    /// <summary>A create waits for as long as nobody answers, and then it has its effect at the price of before.</summary>
    [Theory]
    [InlineData(10, false)]
    [InlineData(1, true)]
    public void GroupsThatBeginBeyondTheCap_AfterPricesWereChangedBeforeAnOutage(double outageMinutes, bool isAccused)
    {
        var service = world.Service("svc1", 4, PlantedWorld.Overflow with { MaxPods = null });
        world.Faults.AddStrike(FaultKind.PriceChanged, "", world.Now);
        world.Faults.Add(FaultKind.ArmOutage, "eastus", world.Now, world.Now.AddMinutes(outageMinutes));
        world.Wait(16);
        for (var i = 0; i < 4; i++)
            world.OnAci(service);
        Assert.Equal(isAccused ? new[] { Promises.Cap } : [], world.Found);
    }

    /// <summary>What ended on a silent machine may have been run again, also once that machine is silent anew.</summary>
    [Theory]
    [InlineData(10, false)]
    [InlineData(0, true)]
    public void PodOfAJobThatBegins_WhileOneIsSilentForShort_AndOneBeforeMayHaveBeenGivenUp(double silentMinutes, bool isAccused)
    {
        var job = world.Job("job1", 3);
        world.Wait(20);
        var lost = world.OnMachine(job);
        if (silentMinutes > 0)
            world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(silentMinutes));
        world.Wait(1);
        world.Register.End(lost, world.Now, PodEnd.Itself, 0);
        world.Wait(10);
        world.Register.Remove(lost, world.Now, PodEnd.ControlPlane);
        world.OnMachine(job);
        world.OnAci(job);
        world.Wait(30);
        world.Faults.Add(FaultKind.VmCutOff, PlantedWorld.Machine.Value, world.Now, world.Now.AddMinutes(10));
        world.Wait(0.1);
        world.OnAci(job);
        Assert.Equal(isAccused, world.Found.Contains(Promises.Grace));
    }
}
