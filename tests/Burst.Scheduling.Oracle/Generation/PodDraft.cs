namespace Burst.Scheduling.Oracle.Generation;

/// <summary>What a pod asks for, drawn before the nodes are, so that they can be made just large or just too small enough.</summary>
internal sealed record PodDraft(int Node, Demand[] Containers, (Demand Demand, bool IsSidecar)[] InitContainers, Demand Overhead)
{
    public bool HasEnded { get; init; }

    public Demand Total
    {
        get
        {
            var running = new Demand();
            foreach (var container in Containers)
                running += container;
            var sidecars = new Demand();
            var peak = new Demand();
            foreach (var (demand, isSidecar) in InitContainers)
            {
                peak = Demand.Max(peak, sidecars + demand);
                if (isSidecar)
                    sidecars += demand;
            }

            return Demand.Max(running + sidecars, peak) + Overhead;
        }
    }

    public static PodDraft Draw(Dice dice, Refusals themes, int node, bool mayHaveOverhead)
    {
        var containers = new Demand[dice.Chance(25) ? 2 : 1];
        for (var i = 0; i < containers.Length; i++)
            containers[i] = DrawDemand(dice, themes);
        var inits = new (Demand, bool)[dice.Chance(20) ? 1 + dice.Next(3) : 0];
        for (var i = 0; i < inits.Length; i++)
            inits[i] = (DrawDemand(dice, themes), dice.Chance(40));
        var overhead = dice.Chance(12) && mayHaveOverhead ? new Demand(250, 128, 0, 0) : new Demand();
        return new PodDraft(node, containers, inits, overhead) { HasEnded = node >= 0 && dice.Chance(5) };
    }

    private static Demand DrawDemand(Dice dice, Refusals themes) => new(
        dice.Pick(0, 250, 500, 500, 1000),
        dice.Pick(0, 128, 256, 512),
        themes.HasFlag(Refusals.EphemeralStorage) ? dice.Pick(0, 512, 1024) : 0,
        themes.HasFlag(Refusals.Extended) ? dice.Pick(0, 1, 1, 2) : 0);
}
