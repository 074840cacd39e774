using Burst.Simulation.Chaos.Calls;
using Burst.Simulation.Chaos.Faults;
using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Arm;

/// <summary>
/// Azure Resource Manager and Azure Container Instances for one resource group in one region: what arrives has its effect at
/// once, and the groups go on living by themselves. Its inventory and its meter are what the control plane is judged by.
/// </summary>
internal sealed partial class SimulatedArm
{
    /// <summary>Of each group that belongs to somebody else.</summary>
    public const int ForeignCpuMillis = 1000;

    /// <summary>In the path of every operation.</summary>
    public const string Operations = "/operations/";

    private static readonly TimeSpan RestoredAfter = TimeSpan.FromMinutes(10);

    private readonly EventLoop loop;
    private readonly FaultInjector faults;
    private readonly SimulatedArmOptions options;
    private readonly SeededRandom random;
    private readonly ArmRates rates;
    private readonly GroupWorld world;
    private readonly string root;
    private readonly string usages;
    private readonly string operationsRoot;

    public SimulatedArm(EventLoop loop, FaultInjector faults, History history, Traffic traffic, SeededRandom random, SimulatedArmOptions options)
    {
        (this.loop, this.faults, this.random, this.options) = (loop, faults, random, options);
        Traffic = traffic;
        root = $"/subscriptions/{options.SubscriptionId:D}/resourceGroups/{options.ResourceGroup}/providers/Microsoft.ContainerInstance/containerGroups";
        usages = $"/subscriptions/{options.SubscriptionId:D}/providers/Microsoft.ContainerInstance/locations/{options.Region}/usages";
        operationsRoot = $"/subscriptions/{options.SubscriptionId:D}/providers/Microsoft.ContainerInstance/locations/{options.Region}{Operations}";
        rates = new ArmRates(loop, options);
        world = new GroupWorld(loop, history, options, new GroupWriter(options, root), (ulong)random.Next(int.MaxValue));
    }

    public SimulatedArmOptions Options => options;

    public Traffic Traffic { get; }

    /// <summary>For the way there and back, which is no fault's.</summary>
    public SeededRandom Random => random;

    /// <summary>What exists, ended or not, in the order of names.</summary>
    public IReadOnlyCollection<SimulatedGroup> Groups => world.Groups.Values;

    /// <summary>Every deployment of a group there ever was.</summary>
    public IReadOnlyList<GroupRecord> Records => world.Records;

    public CoreMeter RegularCores => world.RegularCores;

    public CoreMeter SpotCores => world.SpotCores;

    /// <summary>429 without a fault: the caller could have counted its requests.</summary>
    public long EarnedThrottles { get; private set; }

    /// <summary>Quota refusals without a fault: the caller could have counted its groups and cores.</summary>
    public long EarnedQuotaRefusals { get; private set; }

    /// <summary>Nothing here answers before this.</summary>
    public DateTimeOffset OutageUntil { get; set; }

    /// <summary>Whether an outage refuses connections; otherwise it swallows what is sent.</summary>
    public bool OutageRefuses { get; set; }

    /// <inheritdoc cref="ArmRates.Creates"/>
    public (int Lately, int InAnHour) Creates => rates.Creates;

    /// <summary>Where what happens to the groups is told.</summary>
    public GroupWorld World => world;

    public SimulatedGroup? Find(string name) => world.Groups.GetValueOrDefault(name);

    /// <summary>A group that belongs to somebody else and runs for ever.</summary>
    public SimulatedGroup PlantForeign(string name, IReadOnlyDictionary<string, string?> tags)
    {
        var container = new ContainerOrder("theirs", "theirs:1", [], [], [], ForeignCpuMillis, 10);
        KeyValuePair<string, string?>[] ordered = [.. tags.OrderBy(tag => tag.Key, StringComparer.Ordinal)];
        var group = new SimulatedGroup(world, name, new GroupOrder(ordered, [container], "Always", IsSpot: false), default, isForeign: true);
        world.Groups.Add(name, group);
        return group;
    }

    /// <summary>Somebody deletes it in the portal.</summary>
    public void DeleteByHand(SimulatedGroup group) => world.Remove(group, GroupEnd.DeletedByHand);

    /// <summary>What can be brought back: gone for so long that nobody waits for its end any more, and nothing has its name.</summary>
    public IEnumerable<SimulatedGroup> Restorable =>
        world.Deleted.Where(group => group.Record.RemovedAt < loop.Now - RestoredAfter && !world.Groups.ContainsKey(group.Name));

    /// <summary>Somebody deploys its exported template.</summary>
    public void RestoreByHand(SimulatedGroup group) => world.Groups.Add(
        group.Name, new SimulatedGroup(world, group.Name, group.Spec, group.Body, isForeign: false, isOfLateMessage: true));

    public ArmAnswer Handle(ArmMessage message)
    {
        var answer = Answer(message);
        if (world.History.IsRead && message.Method != "GET")
            Tell(message, answer);
        return answer;
    }

    /// <summary>A write and its answer, for who reads the timeline.</summary>
    private void Tell(ArmMessage message, ArmAnswer answer)
    {
        var (path, again) = (message.PathAndQuery.Split('?')[0], message.IsRepeat ? ", arrives again" : "");
        world.History.Tell("arm " + message.Method, $"{path[(path.LastIndexOf('/') + 1)..]} answered {answer.Status}{again}");
    }

    private ArmAnswer Answer(ArmMessage message)
    {
        if (faults.Strikes(FaultKind.CredentialExpired, options.Region))
            return ArmErrors.Expired;
        if (faults.Strikes(FaultKind.ArmThrottled, options.Region, out var drawn))
            return ArmErrors.Throttled("read", 1, TimeSpan.FromMinutes(5), drawn.Chance(500) ? drawn.Between(1, 90) : null);
        if (faults.Strikes(FaultKind.ArmServerError, options.Region, out drawn))
            return drawn.Next(3) switch
            {
                0 => ArmErrors.Internal,
                1 => ArmErrors.BadGateway,
                _ => ArmErrors.Unavailable(drawn.Chance(500) ? drawn.Between(1, 30) : null),
            };
        if (rates.FindRefusal(message.Method) is { } refusal)
        {
            EarnedThrottles++;
            return refusal;
        }

        var answer = Route(message);
        var isWrite = message.Method != "GET" && answer.Status < 400;
        return isWrite && faults.Strikes(FaultKind.ArmErrorAfterEffect, options.Region) ? ArmErrors.Internal : answer;
    }

    private ArmAnswer Route(ArmMessage message)
    {
        var question = message.PathAndQuery.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? message.PathAndQuery : message.PathAndQuery[..question];
        if (message.Method == "GET" && path.Equals(usages, StringComparison.OrdinalIgnoreCase))
            return Usages();
        if (path.StartsWith(operationsRoot, StringComparison.OrdinalIgnoreCase) && message.Method == "GET")
            return ReadOperation(path[operationsRoot.Length..]);
        if (!path.StartsWith(root, StringComparison.OrdinalIgnoreCase))
            return ArmErrors.ResourceGroupNotFound(path);
        if (path.Length == root.Length)
            return message.Method == "GET" ? List(message.PathAndQuery) : ArmErrors.MethodNotAllowed(message.Method);
        var name = path[(root.Length + 1)..];
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
            return ReadLog(name[..slash], name[slash..]);
        return message.Method switch
        {
            "GET" => Get(name),
            "PUT" => Put(name, message),
            "PATCH" => Patch(name, message.Body),
            "DELETE" => Delete(name, message),
            _ => ArmErrors.MethodNotAllowed(message.Method),
        };
    }
}
