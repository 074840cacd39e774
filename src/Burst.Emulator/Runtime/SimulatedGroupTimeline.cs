namespace Burst.Emulator.Runtime;

/// <summary>The life of a simulated group: its init containers one after the other, then all the others at once.</summary>
internal sealed class SimulatedGroupTimeline
{
    public SimulatedGroupTimeline(GroupStart start, SimulatedRuntimeOptions options)
    {
        // An init container that is to be restarted always would never let the others begin.
        var initPolicy = start.RestartPolicy == RestartPolicy.Never ? RestartPolicy.Never : RestartPolicy.OnFailure;
        DateTimeOffset? at = start.StartAt;
        foreach (var container in start.InitContainers)
        {
            var timeline = new SimulatedTimeline(container, at, SimulatedProgram.Parse(container, initPolicy, options), initPolicy, options);
            Init.Add(timeline);
            at = timeline.SucceedsAt;
        }

        foreach (var container in start.Containers)
            Main.Add(new(container, at, SimulatedProgram.Parse(container, start.RestartPolicy, options), start.RestartPolicy, options));
    }

    public List<SimulatedTimeline> Init { get; } = [];

    public List<SimulatedTimeline> Main { get; } = [];

    public SimulatedTimeline? Find(string container) => Main.Concat(Init).FirstOrDefault(timeline => timeline.Name == container);
}
