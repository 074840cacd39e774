namespace Burst.Cli.Demo;

/// <summary>How the demo shows itself: a live table on a terminal, lines elsewhere.</summary>
internal interface IDemoView
{
    void Say(string message);

    /// <summary>Runs the work, which calls back with each new status.</summary>
    Task ShowAsync(Func<Action<DemoStatus>, Task> work);
}
