using System.Collections.Immutable;
using Burst.Core.Nodes;
using Burst.Core.Pods;

namespace Burst.Manifests.Reading;

/// <summary>Tolerations as Kubernetes defines them.</summary>
internal static class TolerationReader
{
    /// <summary>Of the two tolerations that Kubernetes adds to every pod.</summary>
    private const long DefaultSeconds = 300;

    public static ImmutableArray<Toleration> Read(FieldReader spec) => [.. spec.List("tolerations").Select(ReadOne).Where(toleration => !IsDefault(toleration))];

    private static Toleration ReadOne(FieldReader fields)
    {
        var key = fields.Text("key", text => text.Length == 0 ? null : NameRules.LabelKey(text)) ?? "";
        var isAny = fields.Choice("operator", ("Equal", false), ("Exists", true)) ?? false;
        if (!isAny && fields.Text("key") is null or "")
            RefuseNoKey(fields);
        var value = fields.Text("value", NameRules.LabelValue) ?? "";
        if (isAny && value.Length > 0)
            fields.Error("value", "must be empty with operator Exists, which accepts any value");
        var effect = fields.Text("effect") is { Length: > 0 } ? TaintReader.ReadEffect(fields) : null;
        var seconds = fields.Integer("tolerationSeconds", int.MinValue);
        if (seconds is not null && effect != Taint.NoExecute)
            fields.Error("tolerationSeconds", "is only accepted with effect NoExecute, which ends pods; write that effect or leave the field out");
        fields.Finish();
        return new Toleration(key, isAny ? null : value, effect) { Seconds = seconds };
    }

    private static void RefuseNoKey(FieldReader fields)
    {
        const string rule = "must be Exists where there is no key, which accepts every taint; or name the key";
        if (fields.Has("operator"))
            fields.Error("operator", rule);
        else
            fields.Missing("operator", rule);
    }

    /// <summary>Burst does what they say by itself.</summary>
    private static bool IsDefault(Toleration toleration) =>
        toleration is { Value: null, Effect: Taint.NoExecute, Seconds: DefaultSeconds } && (toleration.Key == Taint.NotReady.Key || toleration.Key == Taint.Unreachable.Key);
}
