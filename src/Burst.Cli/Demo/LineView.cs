namespace Burst.Cli.Demo;

/// <summary>One line whenever the picture changes; that money goes by is no change.</summary>
internal sealed class LineView(TextWriter output) : IDemoView
{
    private string last = "";

    public void Say(string message) => output.WriteLine(message);

    public Task ShowAsync(Func<Action<DemoStatus>, Task> work) => work(status =>
    {
        if (status.Picture == last)
            return;
        last = status.Picture;
        output.WriteLine($"{status.Time:HH:mm:ss}  {status.Picture} | {status.CostLine}");
    });
}
