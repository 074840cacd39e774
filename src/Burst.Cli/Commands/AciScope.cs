using System.CommandLine;
using System.Text.Json.Nodes;
using Burst.Cli.Client;
using Burst.Core.Nodes;
using Burst.Server.Configuration;
using Burst.Server.Sweeping;

namespace Burst.Cli.Commands;

/// <summary>
/// Whose container groups a command is about and where they are: from flags, so that it works when the control plane is lost, and for the
/// rest from the one that runs.
/// </summary>
internal sealed class AciScope
{
    private readonly Option<FileInfo?> kubeconfig = new("--kubeconfig") { Description = "Kubeconfig of the server that knows owner and places (default: $BURST_KUBECONFIG, else the one in --state)" };
    private readonly Option<DirectoryInfo?> state = new("--state") { Description = "State folder of the server (default: ~/.local/state/burst)" };
    private readonly Option<string?> owner = new("--owner") { Description = "Id of the cluster that made them, a GUID: the tag burst-owner (default: the server's)" };

    public AciScope(bool requiresOwner) => owner.Required = requiresOwner;

    public AciFlags Flags { get; } = new();

    public IEnumerable<Option> Options => [owner, .. Flags.Options, kubeconfig, state];

    /// <returns>The owner, whether it is the cluster of the server that runs, and each place once.</returns>
    public async Task<(string Owner, bool IsOfServer, IReadOnlyList<AciConnection> Places)> FindAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var named = ReadOwner(parsed);
        AciConnection[] given = Flags.AreGiven(parsed) ? [AciNode.Read(Flags.Read(parsed, "place", needsRegion: false)).Aci!] : [];
        var known = await TryAskAsync(parsed, isNeeded: named is null || given.Length == 0, cancellationToken).ConfigureAwait(false);
        var cluster = (string?)known?["clusterId"];
        var places = given.Length > 0 ? given : ReadPlaces(known!).Select(node => node.Aci!).DistinctBy(AciPlaces.KeyOf).ToArray();
        if (places.Length == 0)
            throw new CommandException(ExitCodes.NotFound, "the server has and had no virtual node; say where to look with --subscription and --resource-group.");
        return (named ?? cluster!, string.Equals(named ?? cluster, cluster, StringComparison.OrdinalIgnoreCase), places);
    }

    /// <summary>Null when no server answers and none is needed.</summary>
    private async Task<JsonNode?> TryAskAsync(ParseResult parsed, bool isNeeded, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new ApiClient(ServerFinder.Find(parsed.GetValue(kubeconfig)?.FullName, parsed.GetValue(state)?.FullName));
            return await client.GetAsync("/apis/burst.dev/v1/aci", cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException exception) when (exception.ExitCode == ExitCodes.Unreachable)
        {
            return isNeeded
                ? throw new CommandException(ExitCodes.Unreachable, $"{exception.Message} Without a server give --owner, --subscription and --resource-group.", exception)
                : null;
        }
    }

    private string? ReadOwner(ParseResult parsed)
    {
        if (parsed.GetValue(owner) is not { } text)
            return null;
        return Guid.TryParseExact(text, "D", out var id)
            ? id.ToString("D")
            : throw new CommandException(ExitCodes.Usage, $"--owner '{text}' is not the id of a cluster; a GUID is, as the tag burst-owner of its container groups has it.");
    }

    /// <summary>Nodes on record: those that have left have no region.</summary>
    public static IEnumerable<Node> ReadNodes(JsonNode known) => known["places"]!.AsArray().Where(place => place!["region"] is not null).Select(Read);

    /// <summary>As nodes; a place of a node that has left has no region, which does not matter to where its groups are.</summary>
    private static IEnumerable<Node> ReadPlaces(JsonNode known) => known["places"]!.AsArray().Select(Read);

    private static Node Read(JsonNode? place) => AciNode.Read(new AciConfig
    {
        Name = (string)place!["name"]!,
        Endpoint = (string)place["endpoint"]!,
        Audience = (string?)place["audience"],
        Subscription = (string)place["subscription"]!,
        ResourceGroup = (string)place["resourceGroup"]!,
        Region = (string?)place["region"],
        EmulatorCaPem = (string?)place["emulatorCaPem"],
        Subnet = (string?)place["subnet"],
        Identity = (string?)place["identity"],
        Zone = (string?)place["zone"],
        Credential = (string?)place["credential"],
        CredentialFile = (string?)place["credentialFile"],
        AuthorityHost = (string?)place["authorityHost"],
    });
}
