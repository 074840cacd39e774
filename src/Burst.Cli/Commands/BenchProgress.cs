using System.Globalization;

namespace Burst.Cli.Commands;

/// <summary>How many pods have arrived, on one line of the terminal that is gone when all have.</summary>
internal sealed class BenchProgress(TextWriter error, int pods) : IProgress<int>, IDisposable
{
    /// <summary>Null when standard error is not a terminal.</summary>
    public static BenchProgress? Create(TextWriter error, int pods) => Console.IsErrorRedirected ? null : new BenchProgress(error, pods);

    public void Report(int value)
    {
        error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{value} of {pods} pods"));
        error.Flush();
    }

    public void Dispose() => error.Write($"\r{new string(' ', 40)}\r");
}
