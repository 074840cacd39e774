namespace Burst.Cli.Demo;

/// <summary>One node as the demo shows it; CPU in millicores.</summary>
internal sealed record DemoNode(string Name, string Tiers, string State, long CpuUsed, long CpuCapacity, int Pods)
{
    public string Cores => $"{CpuUsed / 1000m:0.#} / {CpuCapacity / 1000m:0.#}";
}
