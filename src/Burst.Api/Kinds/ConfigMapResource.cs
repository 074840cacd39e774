using System.Text.Json.Nodes;
using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Objects;

namespace Burst.Api.Kinds;

internal static class ConfigMapResource
{
    public static readonly Resource Definition = new()
    {
        ObjectKind = ObjectKind.ConfigMap,
        Plural = "configmaps",
        ShortNames = ["cm"],
        Columns = [TableColumn.ObjectName, new("Data", "integer"), TableColumn.Age],
        All = state => state.ConfigMaps,
        View = (_, item) => new ConfigMapView((ConfigMap)item),
    };

    private sealed record ConfigMapView(ConfigMap Map) : ResourceView(Map)
    {
        public override JsonArray Cells(DateTimeOffset now) =>
            [Map.Metadata.Name, Map.Data.Count, HumanDuration.Age(Map.Metadata.CreatedAt, now)];
    }
}
