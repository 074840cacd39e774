using System.CommandLine;
using System.Text;
using Burst.Cli.Client;
using Burst.Cli.Output;
using Burst.Server.Configuration;
using Burst.Server.Enrolment;

namespace Burst.Cli.Commands;

internal sealed class NodeAddCommand : ServerCommand
{
    private const int QuotaMax = 100_000;
    private const int ShareMax = 1000;
    private static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AnswerPoll = TimeSpan.FromMilliseconds(200);

    private readonly Argument<string> name = new("NAME") { Description = "Name of the node" };
    private readonly Option<bool> isAci = new("--aci") { Description = "A virtual node on Azure Container Instances" };
    private readonly VmFlags vm = new();
    private readonly AciFlags flags = new();
    private readonly Option<string?> subnet = new("--subnet") { Description = "Resource id of a subnet delegated to container groups, which get their address in it" };
    private readonly Option<string?> identity = new("--identity") { Description = "Resource id of a user-assigned identity: for the containers, and to pull from Azure's registries" };
    private readonly Option<string[]> priority = new("--priority") { Description = "Regular or Spot; give both for a node that offers both (default Regular)", AllowMultipleArgumentsPerToken = false };
    private readonly Option<string?> zone = new("--zone") { Description = "Availability zone of the region: 1, 2 or 3" };
    private readonly Option<int?> coreQuota = NumberOption.Create("--core-quota", "Cores of regular groups, at most, whatever the subscription may use in the region (default 100)", 1, QuotaMax);
    private readonly Option<int?> spotCoreQuota = NumberOption.Create("--spot-core-quota", "The same for Spot groups, a quota of their own (default: as --core-quota)", 0, QuotaMax);
    private readonly Option<int?> groupQuota = NumberOption.Create("--group-quota", "Container groups, at most, whatever the subscription may have in the region (default 100)", 1, QuotaMax);

    private readonly Option<int?> order = NumberOption.Create("--order", "Nodes with a lower number are filled first, whatever they cost (default 0)", -ShareMax, ShareMax);
    private readonly Option<int?> weight = NumberOption.Create("--weight", "Share of the pods beside nodes of the same order, whatever they cost (default: the cheapest first)", 1, ShareMax);

    public NodeAddCommand()
        : base(
            "add", "Let a Docker Engine or a virtual node join; it is driven at once and after every restart",
            "burst node add vm-3 --docker unix:///var/run/docker.sock",
            "burst node add vm-4 --docker tcp://10.0.0.5:2376 --tls-ca ca.pem --tls-cert cert.pem --tls-key key.pem --size D4s_v5 --reserve cpu=500m,memory=1Gi",
            "burst node add aci-sweden --aci --subscription 00000000-0000-0000-0000-000000000001 --resource-group burst --region swedencentral",
            "burst node add aci-spot --aci -s 00000000-0000-0000-0000-000000000001 -g burst --region eastus --priority Spot --core-quota 40",
            "burst node add aci-usgov --aci -s 00000000-0000-0000-0000-000000000001 -g burst --region usgovvirginia --cloud AzureUSGovernment --credential managed-identity",
            "burst node add aci-emulator --aci -s 00000000-0000-0000-0000-000000000001 -g burst --region eastus --endpoint https://127.0.0.1:28443 --ca ~/.local/state/burst-emulator/ca.pem")
    {
        priority.AcceptOnlyFromAmong("Regular", "Spot");
        Arguments.Add(name);
        foreach (var option in vm.Options)
            Options.Add(option);
        Options.Add(isAci);
        foreach (var option in flags.Options.Concat([subnet, identity, priority, zone, coreQuota, spotCoreQuota, groupQuota, order, weight]))
            Options.Add(option);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, ApiClient client, TextWriter output, CancellationToken cancellationToken)
    {
        var node = parsed.GetRequiredValue(name);
        if (parsed.GetValue(isAci) == vm.AreMeant(parsed))
            throw new CommandException(ExitCodes.Usage, "one of --docker ADDRESS and --aci must be given: a Docker Engine, or Azure Container Instances.");
        var body = parsed.GetValue(isAci) ? ReadAci(parsed, node) : ReadVm(parsed, node);
        await client.SendAsync(HttpMethod.Post, "/apis/burst.dev/v1/nodes", Encoding.UTF8.GetString(body), "application/json", cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync($"node/{node} added").ConfigureAwait(false);
        await output.WriteLineAsync(await WaitForAnswerAsync(client, node, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    private byte[] ReadAci(ParseResult parsed, string node) => vm.FindGiven(parsed) is { } given
        ? throw new CommandException(ExitCodes.Usage, $"{given} is for a node on a Docker Engine, and --aci adds a virtual one.")
        : NodeRequest.Write(Complete(flags.Read(parsed, node, needsRegion: true), parsed));

    private byte[] ReadVm(ParseResult parsed, string node)
    {
        var others = flags.OptionsOfAzure.Concat([subnet, identity, priority, zone, coreQuota, spotCoreQuota, groupQuota, order, weight]);
        return others.FirstOrDefault(option => parsed.GetResult(option) is not null) is { } given
            ? throw new CommandException(ExitCodes.Usage, $"{given.Name} is for virtual nodes, and --docker adds a VM node.")
            : NodeRequest.Write(vm.Read(parsed, node, flags.RegionOf(parsed)));
    }

    private AciConfig Complete(AciConfig aci, ParseResult parsed) => aci with
    {
        Subnet = parsed.GetValue(subnet),
        Identity = parsed.GetValue(identity),
        Zone = parsed.GetValue(zone),
        Tiers = [.. (parsed.GetValue(priority) is { Length: > 0 } given ? given : ["Regular"]).Distinct().Select(text => text == "Spot" ? "aci-spot" : "aci")],
        CoreQuota = parsed.GetValue(coreQuota) ?? aci.CoreQuota,
        SpotCoreQuota = parsed.GetValue(spotCoreQuota) ?? aci.SpotCoreQuota,
        Order = parsed.GetValue(order) ?? aci.Order,
        Weight = parsed.GetValue(weight) ?? aci.Weight,
        GroupQuota = parsed.GetValue(groupQuota) ?? aci.GroupQuota,
    };

    /// <summary>It has joined whatever comes of this; who added it wants to know whether it is good for anything.</summary>
    private static async Task<string> WaitForAnswerAsync(ApiClient client, string name, CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < AnswerWait)
        {
            var node = await client.GetAsync($"/api/v1/nodes/{Uri.EscapeDataString(name)}", cancellationToken).ConfigureAwait(false);
            var ready = NodeText.Ready(node);
            if ((string?)ready?["status"] is "True" or "False")
                return (string?)ready["status"] == "True" ? $"it is Ready: {(string?)ready["message"]}{NodeText.Offer(node)}" : $"it is not Ready: {(string?)ready["message"]}";
            await Task.Delay(AnswerPoll, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }

        return $"it has not answered within {AnswerWait.TotalSeconds:0} s; `burst get node {name}` shows when it does.";
    }
}
