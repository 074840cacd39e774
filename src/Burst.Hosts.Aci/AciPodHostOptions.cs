using System.Text.RegularExpressions;
using Burst.Core.Ids;

namespace Burst.Hosts.Aci;

/// <summary>Where one virtual node keeps its container groups, and on whose behalf.</summary>
public sealed partial record AciPodHostOptions
{
    private const string ResourceGroupRule = "use 1-90 letters, digits, '-', '_', '.', '(' and ')', with no '.' at the end";

    public required NodeName Node { get; init; }

    /// <summary>Azure Resource Manager, https only: <c>https://management.azure.com/</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>What tokens are asked for: <c>https://management.azure.com/</c>; the scope is this plus <c>.default</c>.</summary>
    public required string Audience { get; init; }

    public required Guid SubscriptionId { get; init; }

    /// <summary>Must exist. Groups of other owners in it are never touched.</summary>
    public required string ResourceGroup { get; init; }

    /// <summary>Azure's name of the region, such as <c>westeurope</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The id of the cluster, a GUID. Two clusters with one id would end each other's pods.</summary>
    public required string OwnerId { get; init; }

    /// <summary>Resource id of a subnet delegated to container groups: they get an address in it. Null for none.</summary>
    public string? SubnetId { get; init; }

    /// <summary>Resource id of a user-assigned identity: containers may use it, and images of Azure's registries are pulled with it.</summary>
    public string? IdentityId { get; init; }

    /// <summary>An availability zone of the region, such as <c>1</c>; null to leave it to ACI.</summary>
    public string? Zone { get; init; }

    /// <summary>After this a group whose cluster has vanished may be swept by its tags alone. Renewed at half of it while the group lives.</summary>
    public TimeSpan ExpiryAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Between the two reads that must both say "not found" before a delete is finished.</summary>
    public TimeSpan DeleteConfirmWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For one create or delete. ACI checks the image before it answers a create.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For one read with all its tries: how long a node that has gone silent stays unnoticed.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Between two reads of a log that is followed.</summary>
    public TimeSpan LogPollInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Every error at once, each with the option's name and what is accepted; empty when all is well.</summary>
    public IReadOnlyList<string> FindErrors()
    {
        var errors = new List<string>();
        if (!Endpoint.IsAbsoluteUri || Endpoint.Scheme != Uri.UriSchemeHttps)
            errors.Add($"Endpoint: '{Endpoint}' is not an https URL; https://management.azure.com/ is one.");
        if (string.IsNullOrWhiteSpace(Audience))
            errors.Add("Audience: must not be empty; https://management.azure.com/ is Azure's.");
        if (SubscriptionId == Guid.Empty)
            errors.Add("SubscriptionId: must not be the empty GUID.");
        if (ResourceGroup.Length is 0 or > 90 || ResourceGroup.EndsWith('.') || !ResourceGroupPattern().IsMatch(ResourceGroup))
            errors.Add($"ResourceGroup: '{ResourceGroup}' is not a resource group's name; {ResourceGroupRule}.");
        if (!RegionPattern().IsMatch(Region))
            errors.Add($"Region: '{Region}' is not a region name; write it like westeurope.");
        if (!Guid.TryParseExact(OwnerId, "D", out _))
            errors.Add($"OwnerId: '{OwnerId}' is not a GUID like 0f8fad5b-d9cb-469f-a165-70867728950e.");
        AddIdError(errors, nameof(SubnetId), SubnetId, "/providers/Microsoft.Network/virtualNetworks/");
        AddIdError(errors, nameof(IdentityId), IdentityId, "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/");
        AddTimeError(errors, nameof(ExpiryAfter), ExpiryAfter, TimeSpan.FromMinutes(5), TimeSpan.FromDays(365));
        AddTimeError(errors, nameof(DeleteConfirmWait), DeleteConfirmWait, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5));
        AddTimeError(errors, nameof(RequestTimeout), RequestTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        AddTimeError(errors, nameof(ReadTimeout), ReadTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        AddTimeError(errors, nameof(LogPollInterval), LogPollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5));
        return errors;
    }

    private static void AddIdError(List<string> errors, string name, string? id, string provider)
    {
        if (id is not null && (!id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) || !id.Contains(provider, StringComparison.OrdinalIgnoreCase)))
            errors.Add($"{name}: '{id}' is not a resource id like /subscriptions/GUID/resourceGroups/NAME{provider}NAME.");
    }

    private static void AddTimeError(List<string> errors, string name, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
            errors.Add($"{name}: {value} is out of range; {min} to {max} is accepted.");
    }

    [GeneratedRegex(@"\A[-\w\._\(\)]+\z")]
    private static partial Regex ResourceGroupPattern();

    [GeneratedRegex(@"\A[a-z0-9]{2,50}\z")]
    private static partial Regex RegionPattern();
}
