using System.Text.Json.Nodes;
using Burst.Api.Tables;
using Burst.Core.Ids;
using Burst.Core.Objects;

namespace Burst.Api.Kinds;

/// <summary>
/// Secrets go in and do not come out: every reader sees the keys with a placeholder in place of each value, whatever the verb.
/// Only pod hosts are given the values.
/// </summary>
internal static class SecretResource
{
    public static readonly Resource Definition = new()
    {
        ObjectKind = ObjectKind.Secret,
        Plural = "secrets",
        Columns = [TableColumn.ObjectName, new("Type"), new("Data", "integer"), TableColumn.Age],
        Fields = ["type"],
        All = state => state.Secrets,
        View = (_, item) => new SecretView((Secret)item),
    };

    private sealed record SecretView(Secret Secret) : ResourceView(Secret)
    {
        public override JsonArray Cells(DateTimeOffset now) =>
            [Secret.Metadata.Name, Secret.Type, Secret.Data.Count, HumanDuration.Age(Secret.Metadata.CreatedAt, now)];

        public override string ValueOf(string field) => field == "type" ? Secret.Type : base.ValueOf(field);
    }
}
