using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Burst.Scheduling.Conformance;

/// <summary>
/// A case as one manifest that a user could apply: its namespaces and pods, without what only a server writes. Bound pods get names of
/// their own and are left unbound; where they were is told by their order.
/// </summary>
internal sealed class ManifestText
{
    public const string Incoming = "incoming";

    private readonly ArrayBufferWriter<byte> buffer = new(16 * 1024);
    private readonly Utf8JsonWriter json = new(Stream.Null, new JsonWriterOptions { SkipValidation = true });

    private const string Bound = "bound-";

    public static string BoundName(int index) => $"{Bound}{index}";

    public static int IndexOf(string boundName) => int.Parse(boundName[Bound.Length..], System.Globalization.CultureInfo.InvariantCulture);

    public string Write(JsonElement scheduling)
    {
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        json.WriteString("apiVersion", "v1");
        json.WriteString("kind", "List");
        json.WriteStartArray("items");
        foreach (var item in scheduling.GetProperty("namespaces").EnumerateArray())
            WriteNamespace(item);
        var index = 0;
        foreach (var pod in scheduling.GetProperty("pods").EnumerateArray())
            WritePod(pod, BoundName(index++), isBound: true);
        WritePod(scheduling.GetProperty("pod"), Incoming, isBound: false);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteNamespace(JsonElement item)
    {
        json.WriteStartObject();
        json.WriteString("apiVersion", "v1");
        json.WriteString("kind", "Namespace");
        json.WritePropertyName("metadata");
        item.GetProperty("metadata").WriteTo(json);
        json.WriteEndObject();
    }

    private void WritePod(JsonElement pod, string name, bool isBound)
    {
        json.WriteStartObject();
        json.WriteString("apiVersion", "v1");
        json.WriteString("kind", "Pod");
        json.WriteStartObject("metadata");
        json.WriteString("name", name);
        foreach (var field in pod.GetProperty("metadata").EnumerateObject())
            if (field.Name is "namespace" or "labels" or "annotations")
                field.WriteTo(json);
        json.WriteEndObject();
        json.WriteStartObject("spec");
        foreach (var field in pod.GetProperty("spec").EnumerateObject())
            if (!isBound || field.Name != "nodeName")
                field.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
