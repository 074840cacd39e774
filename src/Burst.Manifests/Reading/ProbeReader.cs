using System.Collections.Immutable;
using Burst.Core.Pods;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>Reads a probe with Kubernetes' defaults: every 10 s, 1 s to answer, 3 failures or 1 success in a row count.</summary>
internal static class ProbeReader
{
    private static readonly string[] Actions = ["exec", "httpGet", "tcpSocket"];

    /// <param name="endsContainer">Whether a container that fails it is ended, as for liveness and startup: one success is enough then.</param>
    public static Probe? Read(FieldReader container, string name, ImmutableArray<ContainerPort> ports, bool endsContainer)
    {
        if (container.Fields(name) is not { } fields)
            return null;
        var given = Actions.Where(fields.Has).ToList();
        if (given.Count > 1)
            fields.Error(given[1], $"cannot stand next to {given[0]}; a probe asks one question");
        else if (given.Count == 0 && !fields.Has("grpc"))
            fields.Context.Error(fields.At, fields.Path, $"asks nothing; give one of {string.Join(", ", Actions)}");
        if (!endsContainer && fields.Has("terminationGracePeriodSeconds"))
            fields.Error("terminationGracePeriodSeconds", "is for a probe whose failure ends the container, which readiness does not; leave it out");
        var read = new Probe
        {
            Exec = fields.Fields("exec") is { } exec ? ReadExec(exec) : null,
            HttpGet = fields.Fields("httpGet") is { } get ? ReadHttp(get, ports) : null,
            TcpPort = fields.Fields("tcpSocket") is { } socket ? ReadSocket(socket, ports) : null,
            InitialDelaySeconds = fields.Integer("initialDelaySeconds", min: 0) ?? 0,
            PeriodSeconds = fields.Integer("periodSeconds", min: 1) ?? 10,
            TimeoutSeconds = fields.Integer("timeoutSeconds", min: 1) ?? 1,
            SuccessThreshold = fields.Integer("successThreshold", min: 1, max: endsContainer ? 1 : int.MaxValue) ?? 1,
            FailureThreshold = fields.Integer("failureThreshold", min: 1) ?? 3,
            TerminationGracePeriodSeconds = fields.Integer("terminationGracePeriodSeconds", min: 1),
        };
        fields.Finish("grpc");
        return read;
    }

    public static ImmutableArray<string> ReadExec(FieldReader fields)
    {
        var command = fields.Texts("command", NameRules.NoNul);
        if (command.IsEmpty)
            fields.Missing("command", "the program to run in the container, and its arguments");
        fields.Finish();
        return command;
    }

    public static HttpProbe ReadHttp(FieldReader fields, ImmutableArray<ContainerPort> ports)
    {
        ImmutableArray<HttpProbeHeader> headers = [.. fields.List("httpHeaders").Select(ReadHeader)];
        var path = fields.Text("path", PathProblem) ?? "/";
        var scheme = fields.Choice("scheme", ("HTTP", false), ("HTTPS", true)) == true ? "https" : "http";
        var read = new HttpProbe(path, ReadPort(fields, ports), scheme) { Headers = headers.IsEmpty ? null : headers };
        fields.Finish("host");
        return read;
    }

    private static HttpProbeHeader ReadHeader(FieldReader fields)
    {
        var read = new HttpProbeHeader(
            fields.RequiredText("name", "the header's name"), fields.RequiredText("value", "the header's value", NameRules.NoNul));
        fields.Finish();
        return read;
    }

    private static int ReadSocket(FieldReader fields, ImmutableArray<ContainerPort> ports)
    {
        var port = ReadPort(fields, ports);
        fields.Finish("host");
        return port;
    }

    /// <summary>A number, or the name of a port of the container.</summary>
    private static int ReadPort(FieldReader fields, ImmutableArray<ContainerPort> ports)
    {
        if (fields.Find("port")?.Value is not ScalarNode { Kind: ScalarKind.String } name)
        {
            if (!fields.Has("port"))
                fields.Missing("port", "1 to 65535, or the name of a port of this container");
            return fields.Integer("port", min: 1, max: 65535) ?? 0;
        }

        if (ports.FirstOrDefault(port => port.Name == name.Text) is { } found)
            return found.Port;
        fields.Error("port", $"{NodeText.Quote(name.Text)} is no port of this container; name one under ports, or write its number without quotes");
        return 0;
    }

    private static string? PathProblem(string path) =>
        path.StartsWith('/') ? null : $"must begin with '/', such as /healthz, not {NodeText.Quote(path)}";
}
