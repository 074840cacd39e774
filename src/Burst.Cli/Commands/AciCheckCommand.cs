using System.CommandLine;
using Burst.Cli.Client;
using Burst.Core.Ids;
using Burst.Core.Nodes;
using Burst.Hosts.Aci.Checking;
using Burst.Server.Hosting;
using Burst.Server.Sweeping;

namespace Burst.Cli.Commands;

internal sealed class AciCheckCommand : BurstCommand
{
    private readonly Argument<string?> name = new("NODE") { Description = "A virtual node of the server (default: all of them); without a server give flags", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<FileInfo?> kubeconfig = new("--kubeconfig") { Description = "Kubeconfig of the server that knows the nodes (default: $BURST_KUBECONFIG, else the one in --state)" };
    private readonly Option<DirectoryInfo?> state = new("--state") { Description = "State folder of the server (default: ~/.local/state/burst)" };
    private readonly Option<string?> subnet = new("--subnet") { Description = "Resource id of the subnet that groups are to join" };
    private readonly Option<string?> identity = new("--identity") { Description = "Resource id of the user-assigned identity that groups are to use" };
    private readonly Option<bool> roleDefinition = new("--role-definition") { Description = "Print the least-privilege role for az role definition create, and ask nothing" };
    private readonly Option<bool> withCommands = new("--with-commands") { Description = "With what burst exec, restart, stop and start need besides" };
    private readonly AciFlags flags = new();

    public AciCheckCommand()
        : base(
            "check", "Look at all that pods need of Azure before the first one does: sign-in, roles, registration, quota, clock",
            "burst aci check aci-sweden",
            "burst aci check -s 00000000-0000-0000-0000-000000000001 -g burst --region swedencentral",
            "burst aci check -s 00000000-0000-0000-0000-000000000001 -g burst --region swedencentral --role-definition")
    {
        Arguments.Add(name);
        foreach (var option in flags.Options.Concat([subnet, identity, roleDefinition, withCommands, kubeconfig, state]))
            Options.Add(option);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var output = parsed.InvocationConfiguration.Output;
        var nodes = await FindNodesAsync(parsed, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(roleDefinition))
            return await PrintRoleAsync(nodes, parsed.GetValue(withCommands), output).ConfigureAwait(false);
        var missing = 0;
        foreach (var node in nodes)
            missing += await CheckAsync(node, parsed.GetValue(withCommands), output, cancellationToken).ConfigureAwait(false);
        await output.WriteLineAsync(missing == 0 ? "nothing is missing" : $"{missing} thing(s) are missing: pods will not run until they are there").ConfigureAwait(false);
        return missing == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<int> PrintRoleAsync(IReadOnlyList<Node> nodes, bool withCommands, TextWriter output)
    {
        if (nodes.Count > 1)
            throw new CommandException(ExitCodes.Usage, $"a role is for one node; name it: {string.Join(", ", nodes.Select(node => node.Metadata.Name))}.");
        await output.WriteLineAsync(NeededRights.ToRoleDefinition(nodes[0].Aci!, withCommands)).ConfigureAwait(false);
        return ExitCodes.Ok;
    }

    private static async Task<int> CheckAsync(Node node, bool withCommands, TextWriter output, CancellationToken cancellationToken)
    {
        var place = node.Aci!;
        await output.WriteLineAsync($"{node.Metadata.Name}: {place.Endpoint.Authority}/{place.Subscription:D}/{place.ResourceGroup} in {node.Region}").ConfigureAwait(false);
        var transport = AciAccess.Transport(place);
        using var disposed = transport as IDisposable;
        var check = new AciCheck(place, node.Region, AciAccess.Credential(place, TimeProvider.System), transport, TimeProvider.System, new RandomIdSource(TimeProvider.System)) { WithCommands = withCommands };
        var findings = await check.RunAsync(cancellationToken).ConfigureAwait(false);
        foreach (var finding in findings)
        {
            var mark = finding.Verdict switch { AciVerdict.Good => "ok", AciVerdict.Unsure => "??", _ => "MISSING" };
            await output.WriteLineAsync($"  {mark,-7}  {finding.Subject}: {finding.Message}").ConfigureAwait(false);
            if (finding.Remedy.Length > 0)
                await output.WriteLineAsync($"           -> {finding.Remedy}").ConfigureAwait(false);
        }

        return findings.Count(finding => finding.Verdict == AciVerdict.Missing);
    }

    private async Task<IReadOnlyList<Node>> FindNodesAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (flags.AreGiven(parsed))
        {
            if (parsed.GetValue(name) is not null)
                throw new CommandException(ExitCodes.Usage, "give NODE or flags, not both: the server knows where its node is.");
            var aci = flags.Read(parsed, "check", needsRegion: true);
            return [AciNode.Read(aci with { Subnet = parsed.GetValue(subnet), Identity = parsed.GetValue(identity) })];
        }

        using var client = new ApiClient(ServerFinder.Find(parsed.GetValue(kubeconfig)?.FullName, parsed.GetValue(state)?.FullName));
        var known = await client.GetAsync("/apis/burst.dev/v1/aci", cancellationToken).ConfigureAwait(false);
        var asked = parsed.GetValue(name);
        var nodes = AciScope.ReadNodes(known).Where(node => asked is null || node.Metadata.Name == asked).ToList();
        return nodes.Count > 0
            ? nodes
            : throw new CommandException(ExitCodes.NotFound, $"the server has no virtual node{(asked is null ? "" : $" {asked}")}; `burst node list` shows those it has, and --subscription, --resource-group and --region check a place it has none at.");
    }
}
