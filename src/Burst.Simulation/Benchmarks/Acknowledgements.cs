using System.Globalization;

namespace Burst.Simulation.Benchmarks;

/// <summary>
/// Beside a benchmark's state: a line for each step whose commit was acknowledged, with how many pods had arrived by then, so that what a killed
/// run had been promised can be compared with what is there.
/// </summary>
internal sealed class Acknowledgements(string folder) : IDisposable
{
    private const string FileName = "acknowledged";

    private readonly StreamWriter file = new(Path.Combine(folder, FileName)) { AutoFlush = true };

    public void Add(int arrived) => file.WriteLine(arrived.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => file.Dispose();

    /// <summary>Pods of all acknowledged steps; 0 for none. A last line without an end was being written when the run was killed.</summary>
    /// <exception cref="FileNotFoundException">No benchmark ran in this folder.</exception>
    public static int Read(string folder)
    {
        var lines = File.ReadAllText(Path.Combine(folder, FileName)).Split('\n');
        return lines.Length < 2 ? 0 : int.Parse(lines[^2], CultureInfo.InvariantCulture);
    }
}
