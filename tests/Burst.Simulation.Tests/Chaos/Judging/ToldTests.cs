using System.Text.Json;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Judging;
using Burst.Simulation.Chaos.Users;

namespace Burst.Simulation.Tests.Chaos.Judging;

/// <summary>What the API tells is held against the world.</summary>
public sealed class ToldTests
{
    private readonly PlantedWorld world = new();

    [Theory]
    [InlineData(0, false)]
    [InlineData(3, true)]
    public void PodToldToHaveSucceeded_IsALieUnlessItsCodeEndedWithZero(int exitCode, bool isLie)
    {
        var pod = world.OnMachine(world.Job("job1", 1));
        world.Exit(pod, exitCode);

        world.Judge.ToldOfPods([Pod(pod, "Succeeded", "Gone")]);

        Assert.Equal(isLie ? new[] { Promises.Told } : [], world.Found);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void JobToldToBeFurtherThanItIs_IsALie(int told, bool isLie)
    {
        var job = world.Job("job1", 2);
        world.Exit(world.OnMachine(job));
        world.Exit(world.OnMachine(job), exitCode: 1);

        world.Judge.ToldOfJobs([Json($"{{\"metadata\":{{\"name\":\"job1\"}},\"status\":{{\"succeeded\":{told}}}}}")]);

        Assert.Equal(isLie ? new[] { Promises.Told } : [], world.Found);
    }

    [Theory]
    [InlineData("None", "", 3, true)]
    [InlineData("None", "\"reason\":\"Unschedulable\",", 3, false)]
    [InlineData("None", "\"message\":\"0/2 nodes fit\",", 3, false)]
    [InlineData("None", "", 1, false)]
    [InlineData("CreateIntended", "", 3, false)]
    [InlineData("CreateIntended", "", 6, true)]
    [InlineData("Created", "", 6, false)]
    public void PodThatWaits_SaysWhyBeforeLong(string hostState, string reason, double minutes, bool isAccused)
    {
        var pod = world.OnMachine(world.Service("svc1", 1));
        world.Judge.ToldOfPods([Pod(pod, "Pending", hostState, reason)]);
        world.Wait(minutes);
        world.Judge.ToldOfPods([Pod(pod, "Pending", hostState, reason)]);

        Assert.Equal(isAccused ? new[] { Promises.SaysWhy } : [], world.Found);
    }

    [Fact]
    public void PodThatWaitsWhileTheControlPlaneIsDown_IsNotAccused()
    {
        var pod = world.OnMachine(world.Service("svc1", 1));
        world.Judge.ToldOfPods([Pod(pod, "Pending", "None")]);
        world.Wait(1);
        world.Faults.Add(FaultKind.ControllerKilled, "", world.Now, world.Now.AddMinutes(2));
        world.Wait(3);
        world.Judge.ToldOfPods([Pod(pod, "Pending", "None")]);

        Assert.Empty(world.Found);
    }

    [Fact]
    public void PodThatSaidWhyInBetween_BeginsAnew()
    {
        var pod = world.OnMachine(world.Service("svc1", 1));
        world.Judge.ToldOfPods([Pod(pod, "Pending", "None")]);
        world.Wait(2);
        world.Judge.ToldOfPods([Pod(pod, "Pending", "None", "\"reason\":\"Unschedulable\",")]);
        world.Wait(2);
        world.Judge.ToldOfPods([Pod(pod, "Pending", "None")]);

        Assert.Empty(world.Found);
    }

    private static JsonElement Pod(PodLife pod, string phase, string hostState, string reason = "") => Json(
        $"{{\"metadata\":{{\"uid\":\"{pod.Uid.Value}\",\"name\":\"{pod.PodName}\"}},"
        + $"\"status\":{{{reason}\"phase\":\"{phase}\",\"burst\":{{\"hostState\":\"{hostState}\"}}}}}}");

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
