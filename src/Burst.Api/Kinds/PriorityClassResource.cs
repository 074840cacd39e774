using System.Text.Json.Nodes;
using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Policies;

namespace Burst.Api.Kinds;

internal static class PriorityClassResource
{
    public static readonly Resource Definition = new()
    {
        ObjectKind = ObjectKind.PriorityClass,
        Plural = "priorityclasses",
        ShortNames = ["pc"],
        Group = "scheduling.k8s.io",
        IsNamespaced = false,
        Columns = [TableColumn.ObjectName, new("Value", "integer"), new("Global-Default", "boolean"), TableColumn.Age, new("PreemptionPolicy")],
        All = state => state.PriorityClasses,
        View = (_, item) => new PriorityClassView((PriorityClass)item),
    };

    private sealed record PriorityClassView(PriorityClass Class) : ResourceView(Class)
    {
        public override JsonArray Cells(DateTimeOffset now) =>
        [
            Class.Metadata.Name,
            Class.Value,
            Class.GlobalDefault,
            HumanDuration.Age(Class.Metadata.CreatedAt, now),
            Class.PreemptionPolicy.ToString(),
        ];
    }
}
