using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Burst.Scheduling.Oracle.Vectors;

namespace Burst.Scheduling.Oracle.Preemption;

/// <summary>A case with whom its source would have ended.</summary>
public sealed record PreemptionVector(string Name, string Source, JsonObject Case, PreemptionAnswer? Expected)
{
    public ReadOnlyMemory<byte> Utf8 => Encoding.UTF8.GetBytes(Case.ToJsonString());

    /// <summary>Those that the build has put beside the program.</summary>
    public static IEnumerable<PreemptionVector> All =>
        Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Vectors", "Preemption"), "*.json").Order().SelectMany(Read);

    private static IEnumerable<PreemptionVector> Read(string path)
    {
        var root = JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!.AsObject();
        foreach (var node in root["vectors"]!.AsArray())
        {
            var vector = node!.AsObject();
            var source = ((string)vector["source"]!).Split('#', 2);
            var ended = vector["preempts"]?.AsObject();
            yield return new PreemptionVector(
                (string)vector["name"]!, $"{(string)root["sources"]![source[0]]!}{(source.Length > 1 ? $"#{source[1]}" : "")}", VectorNotation.ToExchange(null, vector),
                ended is null ? null : new PreemptionAnswer((string)ended["on"]!, [.. ended["victims"]!.AsArray().Select(victim => (string)victim!).Order(StringComparer.Ordinal)]));
        }
    }
}
