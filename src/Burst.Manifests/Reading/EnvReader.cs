using System.Collections.Immutable;
using Burst.Core.Ids;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

internal static class EnvReader
{
    public static ImmutableArray<EnvVar> ReadVariables(FieldReader container)
    {
        var names = new Uniqueness("variable");
        return [.. container.List("env").Select(variable => ReadVariable(variable, names))];
    }

    public static ImmutableArray<EnvFrom> ReadSources(FieldReader container) => [.. container.List("envFrom").Select(ReadAll)];

    private static EnvVar ReadVariable(FieldReader fields, Uniqueness names)
    {
        var name = fields.RequiredText("name", "the variable's name", NameRules.EnvName);
        names.Claim(fields, "name", name);
        var value = fields.Text("value", NameRules.NoNul);
        var source = fields.Fields("valueFrom");
        if (source is not null && fields.Has("value"))
            fields.Error("valueFrom", "cannot stand next to value; keep one of the two");
        fields.Finish();
        return new EnvVar { Name = name, Value = source is null ? value ?? "" : null, From = source is null ? null : ReadSource(source) };
    }

    private static EnvSource? ReadSource(FieldReader fields)
    {
        var secret = fields.Fields("secretKeyRef");
        var config = fields.Fields("configMapKeyRef");
        var hasOther = fields.Map.Entries.Any(entry => entry.Key is not ("secretKeyRef" or "configMapKeyRef"));
        fields.Finish("fieldRef", "resourceFieldRef", "fileKeyRef");
        if (secret is not null && config is not null)
            fields.Error("configMapKeyRef", "cannot stand next to secretKeyRef; keep one of the two");
        if ((secret ?? config) is not { } chosen)
        {
            if (!hasOther)
                fields.Context.Error(fields.At, fields.Path, "must have secretKeyRef or configMapKeyRef, each with name and key");
            return null;
        }

        var kind = secret is null ? ObjectKind.ConfigMap : ObjectKind.Secret;
        var name = chosen.RequiredText("name", $"the {kind}'s name", NameRules.Subdomain);
        var key = chosen.RequiredText("key", $"a key of the {kind}", NameRules.DataKey);
        var read = new EnvSource(kind, name, key, chosen.Flag("optional") ?? false);
        chosen.Finish();
        return read;
    }

    private static EnvFrom ReadAll(FieldReader fields)
    {
        var secret = fields.Fields("secretRef");
        var config = fields.Fields("configMapRef");
        var prefix = fields.Text("prefix", NameRules.EnvPrefix) ?? "";
        fields.Finish();
        if (secret is not null && config is not null)
            fields.Error("configMapRef", "cannot stand next to secretRef; write two items");
        if ((secret ?? config) is not { } chosen)
        {
            fields.Context.Error(fields.At, fields.Path, "must have secretRef or configMapRef, each with a name");
            return new EnvFrom(ObjectKind.ConfigMap, "", prefix, Optional: false);
        }

        var kind = secret is null ? ObjectKind.ConfigMap : ObjectKind.Secret;
        var read = new EnvFrom(
            kind, chosen.RequiredText("name", $"the {kind}'s name", NameRules.Subdomain), prefix, chosen.Flag("optional") ?? false);
        chosen.Finish();
        return read;
    }
}
