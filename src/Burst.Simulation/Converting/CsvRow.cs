using Burst.Simulation.Traces;

namespace Burst.Simulation.Converting;

/// <summary>One row and where it is.</summary>
internal sealed record CsvRow(string File, long Line, string[] Header, string[] Fields)
{
    public string this[string column] => Array.IndexOf(Header, column) is >= 0 and var index
        ? Fields[index]
        : throw new TraceRowException(File, 1, $"no column {column}", $"the columns {column} and HashOwner, HashApp, HashFunction are accepted");

    /// <summary>The three hashes that name a function in every file of the Azure Functions trace.</summary>
    public string Key() => $"{this["HashOwner"]}/{this["HashApp"]}/{this["HashFunction"]}";

    public TraceRowException Bad(string what, string accepted) => new(File, Line, what, accepted);
}
