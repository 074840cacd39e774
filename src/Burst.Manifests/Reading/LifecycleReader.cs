using System.Collections.Immutable;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

/// <summary>Reads what is done after a container has started and before it ends: <c>lifecycle</c>.</summary>
internal static class LifecycleReader
{
    private static readonly string[] Actions = ["exec", "httpGet", "sleep"];

    public static (LifecycleHook? PostStart, LifecycleHook? PreStop) Read(FieldReader container, ImmutableArray<ContainerPort> ports)
    {
        if (container.Fields("lifecycle") is not { } lifecycle)
            return (null, null);
        var read = (Read(lifecycle, "postStart", ports), Read(lifecycle, "preStop", ports));
        lifecycle.Finish("stopSignal");
        return read;
    }

    private static LifecycleHook? Read(FieldReader lifecycle, string name, ImmutableArray<ContainerPort> ports) =>
        lifecycle.Fields(name) is { } hook ? ReadHook(hook, ports) : null;

    private static LifecycleHook ReadHook(FieldReader fields, ImmutableArray<ContainerPort> ports)
    {
        var given = Actions.Where(fields.Has).ToList();
        if (given.Count > 1)
            fields.Error(given[1], $"cannot stand next to {given[0]}; a hook does one thing");
        else if (fields.Has("tcpSocket"))
            fields.Error("tcpSocket", $"is no hook that Kubernetes runs; give one of {string.Join(", ", Actions)}");
        else if (given.Count == 0)
            fields.Context.Error(fields.At, fields.Path, $"does nothing; give one of {string.Join(", ", Actions)}");
        var read = new LifecycleHook
        {
            Exec = fields.Fields("exec") is { } exec ? ProbeReader.ReadExec(exec) : null,
            HttpGet = fields.Fields("httpGet") is { } get ? ProbeReader.ReadHttp(get, ports) : null,
            SleepSeconds = fields.Fields("sleep") is { } sleep ? ReadSleep(sleep) : null,
        };
        fields.Finish();
        return read;
    }

    private static int ReadSleep(FieldReader fields)
    {
        if (!fields.Has("seconds"))
            fields.Missing("seconds", "how long, 0 or more");
        var seconds = fields.Integer("seconds", min: 0) ?? 0;
        fields.Finish();
        return seconds;
    }
}
