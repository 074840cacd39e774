using Spectre.Console;
using Spectre.Console.Rendering;

namespace Burst.Cli.Demo;

/// <summary>The same picture, kept in place on a terminal.</summary>
internal sealed class LiveView(IAnsiConsole console) : IDemoView
{
    public void Say(string message) => console.MarkupLineInterpolated($"[grey]{message}[/]");

    public Task ShowAsync(Func<Action<DemoStatus>, Task> work) => console.Live(new Text("starting")).AutoClear(false).StartAsync(
        context => work(status => context.UpdateTarget(Render(status))));

    private static Rows Render(DemoStatus status)
    {
        var nodes = new Table().Border(TableBorder.Rounded).AddColumns("node", "tier", "state", "load", "cores", "pods");
        foreach (var node in status.Nodes)
            nodes.AddRow(new Text(node.Name), new Text(node.Tiers), new Text(node.State), Bar(node), new Text(node.Cores), new Text($"{node.Pods}"));
        var lines = new List<IRenderable> { nodes, new Text($"pods:    {status.PodsLine}") };
        if (status.WaitingLine.Length > 0)
            lines.Add(new Text($"waiting: {status.WaitingLine}"));
        lines.Add(new Text($"spilled: {status.SpilledLine}"));
        lines.Add(new Text($"cost:    {status.CostLine}"));
        return new Rows(lines);
    }

    private static Text Bar(DemoNode node)
    {
        const int Width = 20;
        var filled = node.CpuCapacity == 0 ? 0 : (int)Math.Min(Width, Width * node.CpuUsed / node.CpuCapacity);
        return new Text(new string('#', filled) + new string('.', Width - filled));
    }
}
