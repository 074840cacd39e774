using System.Text.Json.Nodes;
using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Objects;

namespace Burst.Api.Kinds;

internal static class NamespaceResource
{
    public static readonly Resource Definition = new()
    {
        ObjectKind = ObjectKind.Namespace,
        Plural = "namespaces",
        ShortNames = ["ns"],
        IsNamespaced = false,
        Columns = [TableColumn.ObjectName, new("Status"), TableColumn.Age],
        Fields = ["status.phase"],
        All = state => state.Namespaces,
        View = (_, item) => new NamespaceView((Namespace)item),
    };

    private sealed record NamespaceView(Namespace Namespace) : ResourceView(Namespace)
    {
        private string Phase => Namespace.Metadata.DeletionRequestedAt is null ? "Active" : "Terminating";

        public override JsonArray Cells(DateTimeOffset now) =>
            [Namespace.Metadata.Name, Phase, HumanDuration.Age(Namespace.Metadata.CreatedAt, now)];

        public override string ValueOf(string field) => field == "status.phase" ? Phase : base.ValueOf(field);

        protected override void Complete(JsonObject json) => json["status"] = new JsonObject { ["phase"] = Phase };
    }
}
