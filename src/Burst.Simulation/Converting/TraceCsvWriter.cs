using System.Globalization;
using Burst.Simulation.Traces;

namespace Burst.Simulation.Converting;

/// <summary>Writes the trace format that `burst simulate` reads.</summary>
internal sealed class TraceCsvWriter
{
    private readonly TextWriter output;

    public TraceCsvWriter(TextWriter output)
    {
        this.output = output;
        output.Write(CsvRows.Header);
        output.Write('\n');
    }

    public long Rows { get; private set; }

    public void Write(string id, long submitMs, long durationMs, long cpuMillis, long? memoryMib, string jobClass)
    {
        Rows++;
        output.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{id},{TraceNumber.Seconds(submitMs)},{TraceNumber.Seconds(durationMs)},{TraceNumber.Seconds(cpuMillis)},{memoryMib},{jobClass}\n"));
    }
}
