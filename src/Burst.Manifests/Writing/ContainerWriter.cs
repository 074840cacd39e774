using System.Text.Json.Nodes;
using Burst.Core.Ids;
using Burst.Core.Pods;
using Burst.Core.Units;
using Burst.Manifests.Quantities;

namespace Burst.Manifests.Writing;

internal static class ContainerWriter
{
    public static JsonObject Write(ContainerSpec container)
    {
        var json = new JsonObject { ["name"] = container.Name, ["image"] = container.Image };
        if (container.PullPolicy is { } pull)
            json["imagePullPolicy"] = pull.ToString();
        if (container.IsSidecar)
            json["restartPolicy"] = "Always";
        if (!container.Command.IsEmpty)
            json["command"] = ObjectWriter.Texts(container.Command);
        if (!container.Args.IsEmpty)
            json["args"] = ObjectWriter.Texts(container.Args);
        if (container.WorkingDir is { } folder)
            json["workingDir"] = folder;
        if (!container.Ports.IsEmpty)
            json["ports"] = new JsonArray([.. container.Ports.Select(WritePort)]);
        if (!container.Env.IsEmpty)
            json["env"] = new JsonArray([.. container.Env.Select(WriteVariable)]);
        if (!container.EnvFrom.IsEmpty)
            json["envFrom"] = new JsonArray([.. container.EnvFrom.Select(WriteSource)]);
        if (!container.VolumeMounts.IsEmpty)
            json["volumeMounts"] = new JsonArray([.. container.VolumeMounts.Select(VolumeWriter.WriteMount)]);
        if (container.Security is { } security)
            json["securityContext"] = SecurityWriter.Write(security);
        AddProbe(json, "livenessProbe", container.LivenessProbe);
        AddProbe(json, "readinessProbe", container.ReadinessProbe);
        AddProbe(json, "startupProbe", container.StartupProbe);
        if ((container.PostStart ?? container.PreStop) is not null)
            json["lifecycle"] = WriteLifecycle(container);
        json["resources"] = WriteResources(container);
        return json;
    }

    private static JsonObject WriteLifecycle(ContainerSpec container)
    {
        var json = new JsonObject();
        if (container.PostStart is { } first)
            json["postStart"] = WriteHook(first);
        if (container.PreStop is { } last)
            json["preStop"] = WriteHook(last);
        return json;
    }

    private static JsonObject WriteHook(LifecycleHook hook)
    {
        var json = new JsonObject();
        if (hook.Exec is { } command)
            json["exec"] = new JsonObject { ["command"] = ObjectWriter.Texts(command) };
        if (hook.HttpGet is { } get)
            json["httpGet"] = ProbeWriter.WriteHttp(get);
        if (hook.SleepSeconds is { } seconds)
            json["sleep"] = new JsonObject { ["seconds"] = seconds };
        return json;
    }

    private static void AddProbe(JsonObject json, string name, Probe? probe)
    {
        if (probe is not null)
            json[name] = ProbeWriter.Write(probe);
    }

    private static JsonObject WritePort(ContainerPort port)
    {
        var json = new JsonObject { ["containerPort"] = port.Port, ["protocol"] = port.Protocol };
        if (port.Name is { } name)
            json["name"] = name;
        if (port.HostPort is { } number)
            json["hostPort"] = number;
        if (port.HostIp is { } ip)
            json["hostIP"] = ip;
        return json;
    }

    private static JsonObject WriteVariable(EnvVar variable)
    {
        var json = new JsonObject { ["name"] = variable.Name };
        if (variable.From is not { } source)
        {
            json["value"] = variable.Value ?? "";
            return json;
        }

        var reference = new JsonObject { ["name"] = source.Name, ["key"] = source.Key };
        AddOptional(reference, source.Optional);
        json["valueFrom"] = new JsonObject { [source.Kind == ObjectKind.Secret ? "secretKeyRef" : "configMapKeyRef"] = reference };
        return json;
    }

    private static JsonObject WriteSource(EnvFrom source)
    {
        var reference = new JsonObject { ["name"] = source.Name };
        AddOptional(reference, source.Optional);
        var json = new JsonObject { [source.Kind == ObjectKind.Secret ? "secretRef" : "configMapRef"] = reference };
        if (source.Prefix.Length > 0)
            json["prefix"] = source.Prefix;
        return json;
    }

    private static void AddOptional(JsonObject reference, bool isOptional)
    {
        if (isOptional)
            reference["optional"] = true;
    }

    private static void AddScalars(JsonObject json, ScalarResources amounts, ScalarResources evenIfZero)
    {
        foreach (var (name, _) in amounts.AtLeast(evenIfZero).Amounts)
            json[name] = Quantity.OfScalar(name, amounts[name]);
    }

    /// <summary>A request of zero is written when there is a limit: left out, it would be read as that limit.</summary>
    private static JsonObject WriteResources(ContainerSpec container)
    {
        var (requests, limits) = (new JsonObject(), new JsonObject());
        if (container.Requests.CpuMillis > 0 || container.Limits.CpuMillis > 0)
            requests["cpu"] = Quantity.OfCpu(container.Requests.CpuMillis);
        if (container.Requests.MemoryMib > 0 || container.Limits.MemoryMib > 0)
            requests["memory"] = Quantity.OfMemory(container.Requests.MemoryMib);
        if (container.Limits.CpuMillis > 0)
            limits["cpu"] = Quantity.OfCpu(container.Limits.CpuMillis);
        if (container.Limits.MemoryMib > 0)
            limits["memory"] = Quantity.OfMemory(container.Limits.MemoryMib);
        AddScalars(limits, container.ScalarLimits ?? ScalarResources.None, ScalarResources.None);
        AddScalars(requests, container.ScalarRequests ?? ScalarResources.None, container.ScalarLimits ?? ScalarResources.None);
        var json = new JsonObject();
        if (limits.Count > 0)
            json["limits"] = limits;
        if (requests.Count > 0)
            json["requests"] = requests;
        return json;
    }
}
