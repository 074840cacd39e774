namespace Burst.Server.Configuration;

/// <summary>The endpoints of Azure Resource Manager that are Microsoft's own: public, US Government, China.</summary>
internal static class AzureClouds
{
    private static readonly string[] Hosts = ["management.azure.com", "management.usgovcloudapi.net", "management.chinacloudapi.cn"];

    public static string Known => string.Join(", ", Hosts.Select(host => $"https://{host}/"));

    public static bool Contains(Uri endpoint) => endpoint.IsDefaultPort && Hosts.Contains(endpoint.Host, StringComparer.OrdinalIgnoreCase);
}
