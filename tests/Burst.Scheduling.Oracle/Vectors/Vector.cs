using System.Text;
using System.Text.Json.Nodes;

namespace Burst.Scheduling.Oracle.Vectors;

/// <summary>A case with the answer that its source gives.</summary>
/// <param name="Name">The topic, then what it shows.</param>
/// <param name="Source">An address.</param>
/// <param name="Case">In the exchange format.</param>
/// <param name="Feasible">The nodes that nothing refuses.</param>
/// <param name="Refused">The nodes that each kind refuses.</param>
public sealed record Vector(string Name, string Source, JsonObject Case, string[] Feasible, Dictionary<string, string[]> Refused)
{
    public ReadOnlyMemory<byte> Utf8 => Encoding.UTF8.GetBytes(Case.ToJsonString());

    /// <summary>What is expected of each node that the vector speaks of; "yes" or the kinds in their order.</summary>
    public Dictionary<string, string> Expected
    {
        get
        {
            var expected = Feasible.ToDictionary(node => node, _ => Refusals.None);
            foreach (var (kind, nodes) in Refused)
                foreach (var node in nodes)
                    expected[node] = expected.GetValueOrDefault(node) | RefusalNames.Parse(kind);
            return expected.ToDictionary(entry => entry.Key, entry => Describe(entry.Value));
        }
    }

    public static string Describe(Refusals refusals) => refusals == Refusals.None ? "yes" : string.Join(" ", RefusalNames.Of(refusals));
}
