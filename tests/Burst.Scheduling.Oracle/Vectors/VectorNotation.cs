using System.Text.Json.Nodes;

namespace Burst.Scheduling.Oracle.Vectors;

/// <summary>Writes out what a vector abbreviates.</summary>
internal static class VectorNotation
{
    private const string Image = "example.com/app:1";
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";

    public static JsonObject ToExchange(JsonObject? cluster, JsonObject vector)
    {
        var pods = Both(cluster, vector, "pods").SelectMany(pod => Enumerable.Repeat(pod, (int?)pod["copies"] ?? 1).Select(ToPod)).ToArray();
        var pod = ToPod(vector["pod"]!.AsObject());
        var namespaces = Merge(cluster?["namespaces"], vector["namespaces"]);
        foreach (var mentioned in pods.Append(pod).Select(each => (string)each["metadata"]!["namespace"]!))
            namespaces.TryAdd(mentioned, new JsonObject());
        return new JsonObject
        {
            ["namespaces"] = new JsonArray([.. namespaces.Select(ToNamespace)]),
            ["nodes"] = new JsonArray([.. Both(cluster, vector, "nodes").Select(ToNode)]),
            ["pods"] = new JsonArray([.. pods]),
            ["pod"] = pod,
            ["disruptionBudgets"] = new JsonArray([.. Both(cluster, vector, "budgets").Select(ToBudget)]),
        };
    }

    private static JsonObject ToBudget(JsonObject budget)
    {
        Know(budget, "name", "namespace", "selector", "allowed");
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = budget["name"]?.DeepClone() ?? "budget", ["namespace"] = budget["namespace"]?.DeepClone() ?? "default" },
            ["spec"] = new JsonObject { ["selector"] = new JsonObject { ["matchLabels"] = budget["selector"]?.DeepClone() ?? new JsonObject() } },
            ["status"] = new JsonObject { ["disruptionsAllowed"] = (int)budget["allowed"]! },
        };
    }

    private static IEnumerable<JsonObject> Both(JsonObject? cluster, JsonObject vector, string name) =>
        (cluster?[name]?.AsArray() ?? []).Concat(vector[name]?.AsArray() ?? []).Select(node => node!.AsObject());

    private static JsonObject Merge(params JsonNode?[] parts)
    {
        var all = new JsonObject();
        foreach (var entry in parts.SelectMany(part => part?.AsObject() ?? []))
            all[entry.Key] = entry.Value?.DeepClone();
        return all;
    }

    private static JsonObject ToNamespace(KeyValuePair<string, JsonNode?> entry) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = entry.Key,
            ["labels"] = Merge(new JsonObject { ["kubernetes.io/metadata.name"] = entry.Key }, entry.Value),
        },
    };

    private static JsonObject ToNode(JsonObject node)
    {
        Know(node, "name", "labels", "taints", "unschedulable", "allocatable");
        var labels = Merge(new JsonObject { ["kubernetes.io/hostname"] = (string)node["name"]! }, node["labels"]);
        foreach (var lacking in labels.Where(label => label.Value is null).Select(label => label.Key).ToList())
            labels.Remove(lacking);
        var usual = new JsonObject { ["cpu"] = "8", ["memory"] = "32Gi", ["ephemeral-storage"] = "100Gi", ["pods"] = "110" };
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = (string)node["name"]!, ["labels"] = labels },
            ["spec"] = new JsonObject
            {
                ["taints"] = new JsonArray([.. (node["taints"]?.AsArray() ?? []).Select(taint => ToTaint((string)taint!))]),
                ["unschedulable"] = (bool?)node["unschedulable"] ?? false,
            },
            ["status"] = new JsonObject { ["allocatable"] = Merge(usual, node["allocatable"]) },
        };
    }

    private static JsonObject ToTaint(string text)
    {
        var (pair, effect) = (text[..text.LastIndexOf(':')], text[(text.LastIndexOf(':') + 1)..]);
        var parts = pair.Split('=', 2);
        return new JsonObject { ["key"] = parts[0], ["value"] = parts.Length > 1 ? parts[1] : null, ["effect"] = effect };
    }

    private static JsonObject ToPod(JsonObject pod)
    {
        var spec = new JsonObject();
        var affinity = new JsonObject();
        var main = new JsonObject { ["name"] = "main", ["image"] = Image };
        var metadata = new JsonObject { ["name"] = "pod", ["namespace"] = "default" };
        var status = new JsonObject();
        var exchange = new JsonObject { ["metadata"] = metadata, ["spec"] = spec, ["status"] = status };
        foreach (var (field, value) in pod)
        {
            var copy = value?.DeepClone();
            Action write = field switch
            {
                "name" or "namespace" or "labels" => () => metadata[field] = copy,
                "app" => () => metadata["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "Deployment", ["name"] = copy }),
                "constraints" => () => metadata["annotations"] = new JsonObject { ["burst.dev/constraints"] = copy!.ToJsonString() },
                "terminating" => () => metadata["deletionTimestamp"] = "2026-01-01T00:00:00Z",
                "phase" => () => status["phase"] = copy,
                "start" => () => status["startTime"] = $"2026-01-01T{(string)copy!}:00Z",
                "nominated" => () => status["nominatedNodeName"] = copy,
                "copies" => () => { },
                "on" => () => spec["nodeName"] = copy,
                "requests" => () => main["resources"] = new JsonObject { ["requests"] = copy, ["limits"] = ExtendedOnly(copy!.AsObject()) },
                "hostPorts" => () => main["ports"] = new JsonArray([.. copy!.AsArray().Select(port => ToPort((string)port!))]),
                "nodeAffinity" => () => affinity[field] = new JsonObject { [Required] = new JsonObject { ["nodeSelectorTerms"] = copy } },
                "podAffinity" or "podAntiAffinity" => () => affinity[field] = new JsonObject { [Required] = copy },
                "spread" => () => spec["topologySpreadConstraints"] = ToSpread(copy!.AsArray()),
                _ => () => spec[field] = copy,
            };
            write();
        }

        if (affinity.Count > 0)
            spec["affinity"] = affinity;
        spec.TryAdd("containers", new JsonArray(main));
        foreach (var container in spec["containers"]!.AsArray().Concat(spec["initContainers"]?.AsArray() ?? []))
            container!.AsObject().TryAdd("image", Image);
        return exchange;
    }

    /// <summary>Kubernetes demands a limit of what is not overcommitted, and the same one.</summary>
    private static JsonObject ExtendedOnly(JsonObject requests) =>
        new(requests.Where(amount => amount.Key.Contains('/')).Select(amount => KeyValuePair.Create(amount.Key, amount.Value?.DeepClone())));

    private static JsonArray ToSpread(JsonArray constraints)
    {
        foreach (var constraint in constraints)
            constraint!.AsObject().TryAdd("whenUnsatisfiable", "DoNotSchedule");
        return constraints;
    }

    /// <summary><c>[address:]port[/protocol]</c>.</summary>
    private static JsonObject ToPort(string text)
    {
        var slash = text.Split('/');
        var colon = slash[0].LastIndexOf(':');
        var port = int.Parse(slash[0][(colon + 1)..]);
        var exchange = new JsonObject { ["containerPort"] = port, ["hostPort"] = port };
        if (colon >= 0)
            exchange["hostIP"] = slash[0][..colon];
        if (slash.Length > 1)
            exchange["protocol"] = slash[1];
        return exchange;
    }

    private static void Know(JsonObject element, params string[] fields)
    {
        if (element.FirstOrDefault(entry => !fields.Contains(entry.Key)).Key is { } unknown)
            throw new FormatException($"'{unknown}' is no field of {element.ToJsonString()}.");
    }
}
