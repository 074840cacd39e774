using System.Text.Json.Nodes;
using Burst.Api.Errors;
using Burst.Api.Json;

namespace Burst.Api.Tables;

/// <summary>Kubernetes' <c>Table</c>: columns and cells, so that clients need to know nothing of a kind to print it.</summary>
internal static class TableBody
{
    /// <param name="columns">In the order shown.</param>
    /// <param name="rows">Cells, and the object they are of.</param>
    /// <param name="metadata">List metadata.</param>
    /// <param name="includeObject">None, Metadata (the default when null) or Object.</param>
    public static JsonObject Create(
        IEnumerable<TableColumn> columns, IEnumerable<(JsonArray Cells, JsonObject Object)> rows, JsonObject metadata, string? includeObject) => new()
    {
        ["kind"] = "Table",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = metadata,
        ["columnDefinitions"] = columns.Select(ToJson).ToJsonArray(),
        ["rows"] = rows.Select(row => ToJson(row.Cells, row.Object, includeObject)).ToJsonArray(),
    };

    private static JsonObject ToJson(TableColumn column) => new()
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["format"] = column.Format,
        ["description"] = "",
        ["priority"] = column.IsWide ? 1 : 0,
    };

    private static JsonObject ToJson(JsonArray cells, JsonObject item, string? includeObject)
    {
        var row = new JsonObject { ["cells"] = cells };
        switch (includeObject)
        {
            case "None":
                break;
            case "Object":
                row["object"] = item;
                break;
            case "Metadata" or null:
                row["object"] = new JsonObject
                {
                    ["kind"] = "PartialObjectMetadata",
                    ["apiVersion"] = "meta.k8s.io/v1",
                    ["metadata"] = item["metadata"]!.DeepClone(),
                };
                break;
            default:
                throw Refusal.BadRequest($"includeObject: \"{includeObject}\" is not accepted; None, Metadata and Object are");
        }

        return row;
    }
}
