using System.Globalization;
using Burst.Simulation.Reports;

namespace Burst.Cli.Commands;

/// <summary>One line on the terminal that grows with the run, and is gone when it ends.</summary>
internal sealed class SimulateProgress(TextWriter error) : IProgress<SimulationProgress>, IDisposable
{
    private const int Width = 40;
    private int shown = -1;

    /// <summary>Null when standard error is not a terminal.</summary>
    public static SimulateProgress? Create(TextWriter error) => Console.IsErrorRedirected ? null : new SimulateProgress(error);

    public void Report(SimulationProgress value)
    {
        var percent = (int)((long)value.JobsSubmitted * 100 / Math.Max(1, value.Jobs));
        if (percent == shown)
            return;
        shown = percent;
        var bar = new string('#', percent * Width / 100).PadRight(Width, '.');
        error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value.Policy.ToString().ToLowerInvariant(),-8} [{bar}] {percent,3} %"));
        error.Flush();
    }

    public void Dispose()
    {
        if (shown >= 0)
            error.Write($"\r{new string(' ', Width + 20)}\r");
    }
}
