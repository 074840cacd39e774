using System.Globalization;

namespace Burst.Hosts.Aci.Arm;

/// <summary>The addresses this host uses, and no others.</summary>
internal sealed class ArmUris
{
    private const string ContainerInstanceVersion = "2023-05-01";

    private readonly Uri _endpoint;
    private readonly string _groups;
    private readonly string _locations;

    public ArmUris(Uri endpoint, Guid subscriptionId, string resourceGroup)
    {
        _endpoint = endpoint;
        var root = endpoint.AbsoluteUri.TrimEnd('/');
        var resourceGroupPath = $"{root}/subscriptions/{subscriptionId:D}/resourceGroups/{Uri.EscapeDataString(resourceGroup)}";
        _groups = $"{resourceGroupPath}/providers/Microsoft.ContainerInstance/containerGroups";
        _locations = $"{root}/subscriptions/{subscriptionId:D}/providers/Microsoft.ContainerInstance/locations";
        Groups = new Uri($"{_groups}?api-version={ContainerInstanceVersion}");
    }

    public Uri Groups { get; }

    public Uri Group(string name) => new($"{_groups}/{name}?api-version={ContainerInstanceVersion}");

    /// <param name="name">Of the group.</param>
    /// <param name="action"><c>restart</c>, <c>stop</c> or <c>start</c>.</param>
    public Uri Action(string name, string action) => new($"{_groups}/{name}/{action}?api-version={ContainerInstanceVersion}");

    public Uri Usages(string region) => new($"{_locations}/{region}/usages?api-version={ContainerInstanceVersion}");

    public Uri Logs(string group, string container, int? tail)
    {
        var tailQuery = tail is { } lines ? string.Create(CultureInfo.InvariantCulture, $"&tail={lines}") : "";
        var path = $"{_groups}/{group}/containers/{Uri.EscapeDataString(container)}/logs";
        return new Uri($"{path}?api-version={ContainerInstanceVersion}&timestamps=true{tailQuery}");
    }

    public Uri Exec(string group, string container) =>
        new($"{_groups}/{group}/containers/{Uri.EscapeDataString(container)}/exec?api-version={ContainerInstanceVersion}");

    /// <summary>A link from a reply is followed only to where it came from: the token goes with it.</summary>
    public Uri? FindTrusted(string link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri)
        && Uri.Compare(uri, _endpoint, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0
            ? uri
            : null;
}
