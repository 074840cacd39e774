using Spectre.Console;

namespace Burst.Cli.Demo;

internal static class DemoViews
{
    /// <summary>With JSON on standard output, progress goes to standard error.</summary>
    public static IDemoView Choose(bool json, TextWriter output, TextWriter error)
    {
        if (json)
            return new LineView(error);
        return Console.IsOutputRedirected ? new LineView(output) : new LiveView(AnsiConsole.Console);
    }
}
