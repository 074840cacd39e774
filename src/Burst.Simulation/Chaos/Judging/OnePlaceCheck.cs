namespace Burst.Simulation.Chaos.Judging;

/// <summary>
/// A pod lives once, in one place. A message that arrives late or twice can bring it back all the same; then what came back has
/// to be ended.
/// </summary>
internal sealed class OnePlaceCheck(JudgedWorld world, ViolationLog violations)
{
    private readonly List<PodLife> excused = [];

    public IReadOnlyList<PodLife> Excused => excused;

    public void Begin(PodLife life)
    {
        if (!life.IsReturn)
        {
            foreach (var stray in world.Register.OfPod(life.Uid).Where(other => other is { IsReturn: true, Exists: true }))
                Excuse(stray);
            return;
        }

        if (IsOfLateMessage(life) || world.Faults.WasAbout(FaultGroups.LateEffects, world.Now - world.Limits.LateWithin, world.Now))
        {
            Excuse(life);
            return;
        }

        if (FindOther(life) is { } other)
            violations.Add(Promises.OnePlace, life.PodName, $"{life}, and since {other.StartedAt:u} on {other.Node}");
        else
            violations.Add(Promises.NoReturn, life.PodName, $"{life} began again");
    }

    private void Excuse(PodLife life)
    {
        excused.Add(life);
        LookAgain(life, world.Now);
    }

    private bool IsOfLateMessage(PodLife life) => life.IsOfLateMessage || world.Register.OfPod(life.Uid).Any(other => other.IsOfLateMessage);

    private PodLife? FindOther(PodLife life) =>
        world.Register.OfPod(life.Uid).FirstOrDefault(other => !ReferenceEquals(other, life) && other.Exists);

    /// <param name="since">When it became one too many.</param>
    private void LookAgain(PodLife life, DateTimeOffset since) => world.Loop.After(world.Limits.DoubleGoneWithin, () =>
    {
        if (!life.Exists)
            return;
        if (world.Faults.QuietFrom(FaultGroups.Blinds, since, world.Limits.DoubleGoneWithin) + world.Limits.DoubleGoneWithin > world.Now)
            LookAgain(life, since);
        else
            violations.Add(Promises.NoReturn, life.PodName, $"{life} came back at {life.StartedAt:u} and is still there");
    });
}
