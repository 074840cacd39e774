using System.Text;
using System.Text.Json.Nodes;
using Burst.Scheduling.Oracle.Generation;
using Burst.Scheduling.Oracle.Vectors;

namespace Burst.Scheduling.Oracle.Preemption;

/// <summary>Random clusters of one to four nodes that are nearly full, with eight pods at most, each case by its index alone.</summary>
public sealed class PreemptionCases(ulong seed)
{
    private const int NodesMax = 4;
    private const int PodsMax = 8;

    public ReadOnlyMemory<byte> Generate(long index)
    {
        var dice = Dice.For(seed, index);
        var (nodes, pods) = (1 + dice.Next(NodesMax), dice.Next(PodsMax) + 1);
        var isConstrained = dice.Chance(50);
        var there = Enumerable.Range(0, pods).Select(number => DrawPod(dice, $"pod{number}", $"n{dice.Next(nodes)}", isConstrained)).ToList();
        if (dice.Chance(15))
            there.Add(DrawNominated(dice, nodes));
        var vector = new JsonObject
        {
            ["nodes"] = new JsonArray([.. Enumerable.Range(0, nodes).Select(number => DrawNode(dice, $"n{number}", there))]),
            ["pods"] = new JsonArray([.. there]),
            ["pod"] = DrawIncoming(dice, isConstrained),
            ["budgets"] = new JsonArray([.. Enumerable.Range(0, dice.Next(3)).Select(number => DrawBudget(dice, number))]),
        };
        return Encoding.UTF8.GetBytes(VectorNotation.ToExchange(null, vector).ToJsonString());
    }

    private static JsonObject DrawPod(Dice dice, string name, string node, bool isConstrained)
    {
        var pod = new JsonObject
        {
            ["name"] = name,
            ["on"] = node,
            ["labels"] = new JsonObject { ["app"] = dice.Pick("web", "db") },
            ["priority"] = dice.Pick(-10, 0, 0, 5, 5, 10),
            ["requests"] = DrawRequests(dice, isConstrained),
            ["phase"] = "Running",
        };
        if (dice.Chance(85))
            pod["start"] = $"0{dice.Next(6)}:00";
        if (dice.Chance(8))
            pod["terminating"] = true;
        if (isConstrained && dice.Chance(25))
            pod["hostPorts"] = new JsonArray(dice.Pick("8080", "9090"));
        if (isConstrained && dice.Chance(15))
            pod["podAntiAffinity"] = DrawTerms(dice);
        return pod;
    }

    /// <summary>Something of lower priority is ending for it, so that it goes on waiting.</summary>
    private static JsonObject DrawNominated(Dice dice, int nodes) => new()
    {
        ["name"] = "nominated",
        ["nominated"] = $"n{dice.Next(nodes)}",
        ["priority"] = dice.Pick(5, 20, 100),
        ["preemptionPolicy"] = "Never",
        ["requests"] = new JsonObject { ["cpu"] = "9", ["memory"] = "64Mi" },
    };

    private static JsonObject DrawIncoming(Dice dice, bool isConstrained)
    {
        var pod = new JsonObject
        {
            ["name"] = "incoming",
            ["labels"] = new JsonObject { ["app"] = "web" },
            ["priority"] = dice.Pick(0, 5, 10, 10, 20, 20),
            ["requests"] = DrawRequests(dice, isConstrained),
        };
        if (dice.Chance(4))
            pod["preemptionPolicy"] = "Never";
        if (!isConstrained)
            return pod;
        if (dice.Chance(30))
            pod["hostPorts"] = new JsonArray("8080");
        if (dice.Chance(25))
            pod[dice.Pick("podAntiAffinity", "podAntiAffinity", "podAffinity")] = DrawTerms(dice);
        if (dice.Chance(20))
            pod["spread"] = new JsonArray(new JsonObject
            {
                ["maxSkew"] = 1 + dice.Next(2),
                ["topologyKey"] = dice.Pick("zone", "kubernetes.io/hostname"),
                ["labelSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = "web" } },
            });
        return pod;
    }

    private static JsonObject DrawRequests(Dice dice, bool isConstrained)
    {
        var requests = new JsonObject { ["cpu"] = $"{dice.Pick(1, 2, 2, 4) * 250}m", ["memory"] = $"{dice.Pick(64, 128, 256)}Mi" };
        if (isConstrained && dice.Chance(20))
            requests["example.com/dongle"] = "1";
        return requests;
    }

    private static JsonArray DrawTerms(Dice dice) => new(new JsonObject
    {
        ["topologyKey"] = dice.Pick("zone", "kubernetes.io/hostname", "kubernetes.io/hostname"),
        ["labelSelector"] = new JsonObject { ["matchLabels"] = new JsonObject { ["app"] = dice.Pick("web", "db") } },
    });

    private static JsonObject DrawBudget(Dice dice, int number) => new()
    {
        ["name"] = $"budget{number}",
        ["selector"] = new JsonObject { ["app"] = dice.Pick("web", "db") },
        ["allowed"] = dice.Pick(0, 1, 1, 2),
    };

    /// <summary>With what its pods ask for and a little more, so that the one to come seldom fits and often would with some of them gone.</summary>
    private static JsonObject DrawNode(Dice dice, string name, List<JsonObject> pods)
    {
        var there = pods.FindAll(pod => (string?)pod["on"] == name);
        var (cpu, memory) = (there.Sum(pod => Amount(pod, "cpu", "m")), there.Sum(pod => Amount(pod, "memory", "Mi")));
        return new JsonObject
        {
            ["name"] = name,
            ["labels"] = new JsonObject { ["zone"] = dice.Pick("a", "b") },
            ["unschedulable"] = dice.Chance(6),
            ["allocatable"] = new JsonObject
            {
                ["cpu"] = $"{cpu + dice.Pick(0, 0, 250, 500)}m",
                ["memory"] = $"{memory + dice.Pick(0, 64, 1024, 1024)}Mi",
                ["pods"] = $"{there.Count + dice.Pick(0, 2, 100)}",
                ["example.com/dongle"] = $"{there.Count(pod => pod["requests"]!["example.com/dongle"] is not null) + dice.Next(2)}",
            },
        };
    }

    private static int Amount(JsonObject pod, string resource, string unit) => int.Parse(((string)pod["requests"]![resource]!)[..^unit.Length]);
}
