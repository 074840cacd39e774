using System.CommandLine;
using Burst.Server.Configuration;

namespace Burst.Cli.Commands;

/// <summary>Where container groups are and how Azure is reached, as flags.</summary>
internal sealed class AciFlags
{
    private readonly Option<string?> subscription = new("--subscription", "-s") { Description = "Id of the Azure subscription, a GUID" };
    private readonly Option<string?> resourceGroup = new("--resource-group", "-g") { Description = "Name of a resource group that exists; container groups of others in it are never touched" };
    private readonly Option<string?> region = new("--region") { Description = "Azure region, such as swedencentral; of a VM node the one whose prices apply (default: the server's)" };
    private readonly Option<Uri?> endpoint = UrlOption.Create("--endpoint", "Azure Resource Manager of another cloud, or an emulator (default https://management.azure.com/)");
    private readonly Option<Uri?> audience = UrlOption.Create("--audience", "What tokens are asked for (default: the endpoint)");
    private readonly Option<FileInfo?> ca = new("--ca") { Description = "Certificate of an emulator, PEM: the only one trusted, and no credential is sent" };

    private readonly Option<string?> cloud = new("--cloud") { Description = "AzureCloud, AzureUSGovernment or AzureChinaCloud: endpoint, audience and where one signs in (default AzureCloud)" };
    private readonly Option<string?> credential = new("--credential")
    {
        Description = "How Azure is signed in to: default, managed-identity[:CLIENTID], workload-identity or service-principal (from AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET of the process that signs in)",
        HelpName = "KIND",
    };

    public IEnumerable<Option> Options => [subscription, resourceGroup, region, cloud, credential, endpoint, audience, ca];

    /// <summary>Those that mean nothing for a node elsewhere.</summary>
    public IEnumerable<Option> OptionsOfAzure => Options.Where(option => option != region);

    public string? RegionOf(ParseResult parsed) => parsed.GetValue(region);

    /// <summary>Whether any of them is given.</summary>
    public bool AreGiven(ParseResult parsed) => Options.Any(option => parsed.GetResult(option) is not null);

    /// <param name="parsed">The command line.</param>
    /// <param name="name">Of the node.</param>
    /// <param name="needsRegion">What is done depends on the region.</param>
    public AciConfig Read(ParseResult parsed, string name, bool needsRegion)
    {
        var missing = new List<string>();
        Require(subscription);
        Require(resourceGroup);
        if (needsRegion)
            Require(region);
        if (missing.Count > 0)
            throw new CommandException(ExitCodes.Usage, $"{string.Join(" and ", missing)} must be given; see burst {((BurstCommand)parsed.CommandResult.Command).FullName} --help.");
        if (parsed.GetValue(cloud) is not null && parsed.GetValue(endpoint) is not null)
            throw new CommandException(ExitCodes.Usage, "give --cloud or --endpoint, not both: each names a cloud.");
        return new AciConfig
        {
            Name = name,
            Subscription = parsed.GetValue(subscription)!,
            ResourceGroup = parsed.GetValue(resourceGroup)!,
            Region = parsed.GetValue(region),
            Audience = parsed.GetValue(audience)?.ToString(),
            Endpoint = parsed.GetValue(endpoint)?.ToString(),
            Cloud = parsed.GetValue(cloud),
            Credential = parsed.GetValue(credential),
            EmulatorCaPem = parsed.GetValue(ca) is { } file ? ReadPem(file) : null,
        };

        void Require(Option<string?> option)
        {
            if (string.IsNullOrWhiteSpace(parsed.GetValue(option)))
                missing.Add(option.Name);
        }
    }

    private static string ReadPem(FileInfo file)
    {
        try
        {
            return File.ReadAllText(file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCodes.Invalid, $"--ca: {exception.Message} The emulator's certificate is in the file that `burst emulator` names when it starts.", exception);
        }
    }
}
