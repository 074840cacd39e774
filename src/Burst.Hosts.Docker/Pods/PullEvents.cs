using System.Globalization;
using Burst.Core.Events;
using Burst.Core.Hosts;

namespace Burst.Hosts.Docker.Pods;

/// <summary>Pulls in a kubelet's words. Pure.</summary>
internal static class PullEvents
{
    public static HostEvent Begun(string image) => new(EventSeverity.Normal, "Pulling", $"Pulling image \"{image}\"");

    public static HostEvent Done(string image, TimeSpan took) =>
        new(EventSeverity.Normal, "Pulled", string.Create(CultureInfo.InvariantCulture, $"Successfully pulled image \"{image}\" in {took.TotalSeconds:0.0}s"));

    public static HostEvent Failed(string image, string failure) => new(EventSeverity.Warning, "Failed", $"Failed to pull image \"{image}\": {failure}");

    public static HostEvent Refused(string image) =>
        new(EventSeverity.Warning, ImageWait.NeverPull, $"Image \"{image}\" is not present with pull policy of Never");
}
