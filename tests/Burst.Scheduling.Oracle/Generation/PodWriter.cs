using System.Text.Json;

namespace Burst.Scheduling.Oracle.Generation;

internal sealed class PodWriter(Utf8JsonWriter json, Dice dice, Refusals themes, int nodes, WishWriter wishes)
{
    private readonly SelectorWriter selectors = new(json, dice);
    private readonly string home = dice.Pick(NamespaceWriter.Names);

    public void WriteBound(PodDraft draft, int index, bool isEvicted)
    {
        json.WriteStartObject();
        WriteMetadata($"pod{index}", dice.Chance(65) ? home : dice.Pick(NamespaceWriter.Names), isTerminating: dice.Chance(7), isIncoming: false);
        json.WriteStartObject("spec");
        json.WriteString("nodeName", Vocabulary.NodeName(draft.Node));
        WriteContainers(draft, index);
        if (isEvicted)
            WriteTolerateEverything();
        json.WriteStartObject("affinity");
        WritePodTerms("podAffinity", wishes.Draw(30) ? 1 : 0, wishes.Draw(15));
        WritePodTerms("podAntiAffinity", themes.HasFlag(Refusals.ExistingPodAntiAffinity) && dice.Chance(35) ? 1 + dice.Next(2) : 0, wishes.Draw(15));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("status");
        json.WriteString("phase", draft.HasEnded ? dice.Pick("Succeeded", "Failed") : dice.Chance(85) ? "Running" : "Pending");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public void WriteIncoming(PodDraft draft)
    {
        json.WriteStartObject();
        WriteMetadata("incoming", home, isTerminating: false, isIncoming: true);
        json.WriteStartObject("spec");
        if (themes.HasFlag(Refusals.SchedulingGates))
            WriteGates();
        else if (themes.HasFlag(Refusals.NodeName))
            json.WriteString("nodeName", Vocabulary.NodeName(dice.Next(nodes)));
        WriteContainers(draft, index: -1);
        if (themes.HasFlag(Refusals.NodeSelector))
            WriteNodeSelector();
        if ((themes & (Refusals.Taint | Refusals.Unschedulable)) != 0 && dice.Chance(60))
            WriteTolerations();
        WriteAffinity();
        if (themes.HasFlag(Refusals.TopologySpread))
            SpreadWriter.Write(json, dice, selectors, forbidPercent: 88);
        else if (wishes.Draw(40))
            wishes.WriteSpread();
        if (dice.Chance(40))
            json.WriteString("restartPolicy", dice.Pick("Never", "OnFailure"));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteMetadata(string name, string @namespace, bool isTerminating, bool isIncoming)
    {
        json.WriteStartObject("metadata");
        json.WriteString("name", name);
        json.WriteString("namespace", @namespace);
        json.WriteStartObject("labels");
        if (dice.Chance(90))
            json.WriteString("app", dice.Pick("web", "web", "db"));
        if (dice.Chance(50))
            json.WriteString("tier", dice.Pick("front", "back"));
        if (dice.Chance(60))
            json.WriteString("pod-template-hash", dice.Pick("h1", "h2"));
        json.WriteEndObject();
        if (isTerminating)
            json.WriteString("deletionTimestamp", "2026-01-01T00:00:00Z");
        if (themes.HasFlag(Refusals.Marathon))
            MarathonWriter.WriteOwner(json, dice, isIncoming);
        if (isIncoming && themes.HasFlag(Refusals.Marathon))
            MarathonWriter.WriteConstraints(json, dice);
        json.WriteEndObject();
    }

    private void WriteContainers(PodDraft draft, int index)
    {
        json.WriteStartArray("containers");
        for (var i = 0; i < draft.Containers.Length; i++)
            WriteContainer($"c{i}", draft.Containers[i], isSidecar: false, port: i == 0 && themes.HasFlag(Refusals.HostPorts) && dice.Chance(index < 0 ? 90 : 60));
        json.WriteEndArray();
        if (draft.InitContainers.Length > 0)
        {
            json.WriteStartArray("initContainers");
            for (var i = 0; i < draft.InitContainers.Length; i++)
                WriteContainer($"i{i}", draft.InitContainers[i].Demand, draft.InitContainers[i].IsSidecar, port: false);
            json.WriteEndArray();
        }

        if (draft.Overhead == default)
            return;
        json.WriteStartObject("overhead");
        draft.Overhead.Write(json, dice, zeros: false, isNode: false);
        json.WriteEndObject();
    }

    private void WriteContainer(string name, Demand demand, bool isSidecar, bool port)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("image", "example.com/app:1");
        if (isSidecar)
            json.WriteString("restartPolicy", "Always");
        json.WriteStartObject("resources");
        json.WriteStartObject("requests");
        demand.Write(json, dice, zeros: dice.Chance(10), isNode: false);
        json.WriteEndObject();
        json.WriteStartObject("limits");
        demand.WriteGpus(json);
        json.WriteEndObject();
        json.WriteEndObject();
        if (port)
            WritePort();
        json.WriteEndObject();
    }

    private void WritePort()
    {
        json.WriteStartArray("ports");
        json.WriteStartObject();
        json.WriteNumber("containerPort", 80);
        json.WriteNumber("hostPort", dice.Pick(8080, 8080, 9090));
        if (dice.Chance(40))
            json.WriteString("hostIP", dice.Pick("0.0.0.0", "127.0.0.1", "10.0.0.1"));
        if (dice.Chance(40))
            json.WriteString("protocol", dice.Pick("TCP", "UDP"));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteGates()
    {
        json.WriteStartArray("schedulingGates");
        json.WriteStartObject();
        json.WriteString("name", "example.com/quota");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteNodeSelector()
    {
        json.WriteStartObject("nodeSelector");
        if (dice.Chance(70))
            json.WriteString("disktype", dice.Pick("ssd", "hdd"));
        if (dice.Chance(40))
            json.WriteString(Vocabulary.Zone, dice.Pick("a", "b"));
        json.WriteEndObject();
    }

    private void WriteTolerateEverything()
    {
        json.WriteStartArray("tolerations");
        json.WriteStartObject();
        json.WriteString("operator", "Exists");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteTolerations()
    {
        json.WriteStartArray("tolerations");
        for (var i = 0; i < 1 + dice.Next(2); i++)
        {
            json.WriteStartObject();
            var exists = dice.Chance(45);
            if (!exists || dice.Chance(93))
                json.WriteString("key", dice.Chance(20) ? "node.kubernetes.io/unschedulable" : dice.Pick<string>(Vocabulary.TaintKeys));
            if (exists || dice.Chance(50))
                json.WriteString("operator", exists ? "Exists" : "Equal");
            if (!exists && dice.Chance(75))
                json.WriteString("value", dice.Pick("gpu", "db"));
            if (dice.Chance(60))
                json.WriteString("effect", dice.Pick("NoSchedule", "NoSchedule", "NoExecute", "PreferNoSchedule"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteAffinity()
    {
        json.WriteStartObject("affinity");
        WriteNodeAffinity();
        WritePodTerms("podAffinity", !themes.HasFlag(Refusals.PodAffinity) ? 0 : dice.Chance(80) ? 1 : 2, wishes.Draw(40));
        WritePodTerms("podAntiAffinity", !themes.HasFlag(Refusals.PodAntiAffinity) ? 0 : dice.Chance(70) ? 1 : 2, wishes.Draw(40));
        json.WriteEndObject();
    }

    private void WriteNodeAffinity()
    {
        var (requires, prefers) = (themes.HasFlag(Refusals.NodeAffinity), wishes.Draw(50));
        if (!requires && !prefers)
            return;
        json.WriteStartObject("nodeAffinity");
        if (requires)
            NodeAffinityWriter.WriteRequired(json, dice, nodes);
        if (prefers)
            wishes.WriteNodes();
        json.WriteEndObject();
    }

    private void WritePodTerms(string name, int required, bool prefers)
    {
        if (required == 0 && !prefers)
            return;
        json.WriteStartObject(name);
        if (prefers)
            wishes.WritePods();
        if (required > 0)
            WriteRequiredPods(required);
        json.WriteEndObject();
    }

    private void WriteRequiredPods(int count)
    {
        json.WriteStartArray("requiredDuringSchedulingIgnoredDuringExecution");
        for (var i = 0; i < count; i++)
        {
            json.WriteStartObject();
            selectors.WritePodTerm();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
