using Burst.Simulation.Chaos.Kernel;

namespace Burst.Simulation.Chaos.Judging;

/// <summary>What has been found, each promise about each subject once: a broken one tends to stay broken.</summary>
internal sealed class ViolationLog(EventLoop loop, History history)
{
    private const int Max = 1000;

    private readonly List<Violation> found = [];
    private readonly HashSet<(string What, string Where)> known = [];

    public IReadOnlyList<Violation> Found => found;

    public void Add(string what, string where, string description)
    {
        if (found.Count >= Max || !known.Add((what, where)))
            return;
        found.Add(new Violation(what, where, loop.Now, description));
        history.Add($"violation {what}", $"{where}: {description}");
    }
}
