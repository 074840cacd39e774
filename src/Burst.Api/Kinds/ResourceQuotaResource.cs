using System.Text.Json.Nodes;
using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Policies;

namespace Burst.Api.Kinds;

internal static class ResourceQuotaResource
{
    public static readonly Resource Definition = new()
    {
        ObjectKind = ObjectKind.ResourceQuota,
        Plural = "resourcequotas",
        ShortNames = ["quota"],
        Columns = [TableColumn.ObjectName, new("Request"), new("Limit"), TableColumn.Age],
        All = state => state.ResourceQuotas,
        View = (state, item) => new ResourceQuotaView((ResourceQuota)item, state.QuotaUseOf(item.Metadata.Namespace)),
    };

    private sealed record ResourceQuotaView(ResourceQuota Quota, QuotaDemand Used) : ResourceView(Quota)
    {
        public override JsonArray Cells(DateTimeOffset now) =>
        [
            Quota.Metadata.Name,
            string.Join(", ", Quota.Hard.Select(limit => $"{limit.Key}: {QuotaDemand.Show(limit.Key, Used.Of(limit.Key))}/{QuotaDemand.Show(limit.Key, limit.Value)}")),
            "",
            HumanDuration.Age(Quota.Metadata.CreatedAt, now),
        ];

        protected override void Complete(JsonObject json) => json["status"] = new JsonObject
        {
            ["hard"] = Amounts(name => Quota.Hard[name]),
            ["used"] = Amounts(Used.Of),
        };

        private JsonObject Amounts(Func<string, long> amount)
        {
            var json = new JsonObject();
            foreach (var name in Quota.Hard.Keys)
                json[name] = QuotaDemand.Show(name, amount(name));
            return json;
        }
    }
}
