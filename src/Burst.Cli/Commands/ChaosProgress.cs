using System.Globalization;

namespace Burst.Cli.Commands;

/// <summary>How many histories are done, on one line of the terminal that is gone when they all are.</summary>
internal sealed class ChaosProgress(TextWriter error, int histories) : IDisposable
{
    private readonly Lock gate = new();

    /// <summary>Null when standard error is not a terminal.</summary>
    public static ChaosProgress? Create(TextWriter error, int histories) => Console.IsErrorRedirected ? null : new ChaosProgress(error, histories);

    public void Report(int done)
    {
        lock (gate)
        {
            error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{done} of {histories} histories"));
            error.Flush();
        }
    }

    public void Dispose() => error.Write($"\r{new string(' ', 40)}\r");
}
