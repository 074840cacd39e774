using System.Text.Json.Nodes;
using Burst.Api.Json;
using Burst.Api.Routing;
using Burst.Api.Tables;

namespace Burst.Api.Reading;

/// <summary>The body of a read: the objects, or the table a client asked for.</summary>
internal static class ListBody
{
    public static JsonObject One(ApiCall call, IEnumerable<TableColumn> columns, ListItem item) => TableRequest.IsWanted(call.Request.Accept)
        ? TableBody.Create(
            columns,
            [(item.Cells, item.Object)],
            new JsonObject { ["resourceVersion"] = item.Object["metadata"]!["resourceVersion"]?.DeepClone() ?? "" },
            call.Query("includeObject"))
        : item.Object;

    public static JsonObject Many(
        ApiCall call, IEnumerable<TableColumn> columns, string kind, string apiVersion, JsonObject metadata, IEnumerable<ListItem> items)
    {
        if (TableRequest.IsWanted(call.Request.Accept))
            return TableBody.Create(columns, items.Select(item => (item.Cells, item.Object)), metadata, call.Query("includeObject"));
        return new JsonObject
        {
            ["kind"] = kind,
            ["apiVersion"] = apiVersion,
            ["metadata"] = metadata,
            ["items"] = items.Select(item => item.Object).ToJsonArray(),
        };
    }
}
