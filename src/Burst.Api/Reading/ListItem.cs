using System.Text.Json.Nodes;

namespace Burst.Api.Reading;

/// <summary>One object of a list, and its cells should a table be wanted.</summary>
internal readonly record struct ListItem(JsonObject Object, JsonArray Cells);
