namespace Burst.Server.Configuration;

/// <summary>The clouds that are Microsoft's own: public, US Government, China.</summary>
internal static class AzureClouds
{
    public static readonly AzureCloud Public = new("AzureCloud", new("https://management.azure.com/"), new("https://login.microsoftonline.com/"));

    private static readonly AzureCloud[] All =
    [
        Public,
        new("AzureUSGovernment", new("https://management.usgovcloudapi.net/"), new("https://login.microsoftonline.us/")),
        new("AzureChinaCloud", new("https://management.chinacloudapi.cn/"), new("https://login.chinacloudapi.cn/")),
    ];

    public static string Known => string.Join(", ", All.Select(cloud => cloud.Endpoint));

    public static string Names => string.Join(", ", All.Select(cloud => cloud.Name));

    public static bool Contains(Uri endpoint) => FindByEndpoint(endpoint) is not null;

    /// <summary>Null for an endpoint that is none of Azure's own.</summary>
    public static AzureCloud? FindByEndpoint(Uri endpoint) => endpoint.IsDefaultPort
        ? All.FirstOrDefault(cloud => cloud.Endpoint.Host.Equals(endpoint.Host, StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>Names are not told apart by case, as with the Azure CLI.</summary>
    public static AzureCloud? FindByName(string name) => All.FirstOrDefault(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
