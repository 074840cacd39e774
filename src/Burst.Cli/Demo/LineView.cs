namespace Burst.Cli.Demo;

/// <summary>One line whenever the picture changes.</summary>
internal sealed class LineView(TextWriter output) : IDemoView
{
    private string last = "";

    public void Say(string message) => output.WriteLine(message);

    public Task ShowAsync(Func<Action<DemoStatus>, Task> work) => work(status =>
    {
        var line = status.ToLine();
        if (line == last)
            return;
        last = line;
        output.WriteLine($"{status.Time:HH:mm:ss}  {line}");
    });
}
