using System.Text.Json.Nodes;
using Burst.Core.Pods;

namespace Burst.Manifests.Writing;

internal static class ProbeWriter
{
    public static JsonObject Write(Probe probe)
    {
        var json = new JsonObject();
        if (probe.Exec is { } command)
            json["exec"] = new JsonObject { ["command"] = ObjectWriter.Texts(command) };
        if (probe.HttpGet is { } get)
            json["httpGet"] = WriteHttp(get);
        if (probe.TcpPort is { } port)
            json["tcpSocket"] = new JsonObject { ["port"] = port };
        json["initialDelaySeconds"] = probe.InitialDelaySeconds;
        json["periodSeconds"] = probe.PeriodSeconds;
        json["timeoutSeconds"] = probe.TimeoutSeconds;
        json["successThreshold"] = probe.SuccessThreshold;
        json["failureThreshold"] = probe.FailureThreshold;
        if (probe.TerminationGracePeriodSeconds is { } grace)
            json["terminationGracePeriodSeconds"] = grace;
        return json;
    }

    public static JsonObject WriteHttp(HttpProbe get)
    {
        var json = new JsonObject { ["path"] = get.Path, ["port"] = get.Port, ["scheme"] = get.Scheme.ToUpperInvariant() };
        if (get.Headers is { } headers)
            json["httpHeaders"] = new JsonArray([.. headers.Select(header => new JsonObject { ["name"] = header.Name, ["value"] = header.Value })]);
        return json;
    }
}
