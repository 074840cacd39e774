using System.Collections.Immutable;
using System.Text;
using Burst.Api;
using Burst.Core.Events;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Simulation.Chaos.Arm;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Users;
using Burst.Simulation.Chaos.Worlds;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>The judge of a world with all that tells it what happens: machines, groups, faults, and the users' book.</summary>
internal sealed class Court
{
    private readonly ChaosWorld world;
    private const int TextAround = 200;

    private readonly FaultLog faults = new();

    public Court(ChaosWorld world, ulong seed, JudgeLimits limits)
    {
        this.world = world;
        var (parameters, loop) = (world.Parameters, world.Loop);
        var judged = new JudgedWorld(
            loop, Register, Book, faults, parameters.Controller.Nodes, world.Prices, parameters.Controller.Planner, limits)
        {
            CreatesOn = name => RegionOf(name).Creates,
            HasRefused = (name, tier, size, since) => RegionOf(name).HasRefused(tier == Tier.AciSpot, size, since),
        };
        Judge = new Judge(judged, world.History);
        Users = new SimulatedUsers(
            loop, world.Api, seed, UserScenario.Draw(seed, parameters.Size), Book, NamesOf(parameters.VmNodes),
            NamesOf(parameters.Controller.Nodes), Judge.WronglyAnswered);
        var asks = new UserRequests(loop, world.Api, SeededRandom.For(seed, "monitoring"), Judge.WronglyAnswered);
        Monitor = new MonitoringUser(loop, asks, Judge.WronglyAnswered);
        Monitor.ToldOfPods += Judge.ToldOfPods;
        Monitor.ToldOfJobs += Judge.ToldOfJobs;
        Listen();
    }

    public Judge Judge { get; }

    public WorldRegister Register { get; } = new();

    /// <summary>What was asked for, by whomever.</summary>
    public WorkloadBook Book { get; } = new();

    public SimulatedUsers Users { get; }

    public MonitoringUser Monitor { get; }

    /// <summary>What is going to go wrong explains what comes of it.</summary>
    public void Hear(IReadOnlyList<Fault> schedule) => faults.AddSchedule(schedule, world.Loop.Start);

    private void Listen()
    {
        var parameters = world.Parameters;
        var machines = new MachineWatch(world.Loop, Register);
        foreach (var vm in world.Vms)
            machines.Watch(vm, world.Parameters.VmNodes.Single(node => node.Name == vm.Name).Tiers[0]);
        foreach (var region in world.Regions)
        {
            var node = world.Parameters.VirtualNodes.Single(candidate => candidate.Region == region.Options.Region).Name;
            new GroupWatch(world.Loop, Register, Judge, node).Watch(region);
            Judge.WatchExpiry(region, parameters.Controller.GroupExpiry);
        }

        new FaultWatch(world.Loop, faults).Watch(world.Faults, world.Supervisor);
        world.Supervisor.Failed += Judge.Broke;
        world.Loop.StoodStill += Judge.TimeStoodStill;
        world.Api.Answered += LookForSecrets;
    }

    /// <summary>Events are for everybody to read.</summary>
    public void LookForSecrets(IEnumerable<ClusterEvent> events)
    {
        foreach (var told in events.Where(told => told.Message.Contains(UserManifests.SecretMark, StringComparison.Ordinal)))
            Judge.SecretTold($"event {told.Reason}", told.Message);
    }

    private void LookForSecrets(ApiRequest request, ApiResponse answer)
    {
        var text = Encoding.UTF8.GetString(answer.Body.Span);
        var at = text.IndexOf(UserManifests.SecretMark, StringComparison.Ordinal);
        if (at >= 0)
            Judge.SecretTold($"{request.Method} {request.Path}", text.Substring(Math.Max(0, at - TextAround), Math.Min(TextAround, at)));
    }

    private static ImmutableArray<string> NamesOf(ImmutableArray<Node> nodes) => [.. nodes.Select(node => node.Metadata.Name)];

    private SimulatedArm RegionOf(NodeName name) =>
        world.Regions.Single(region => region.Options.Region == world.Parameters.VirtualNodes.Single(node => node.Name == name).Region);
}
