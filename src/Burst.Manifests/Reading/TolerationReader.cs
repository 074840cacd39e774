using System.Collections.Immutable;
using Burst.Core.Pods;
using Burst.Manifests.Parsing;

namespace Burst.Manifests.Reading;

/// <summary>
/// Tolerations as Kubernetes defines them. Refused is what would have a meaning here that Burst does not give it: how long a pod stays on a node
/// that is lost, and cordoned nodes.
/// </summary>
internal static class TolerationReader
{
    private const string NotReady = "node.kubernetes.io/not-ready";
    private const string Unreachable = "node.kubernetes.io/unreachable";
    private const string Unschedulable = "node.kubernetes.io/unschedulable";

    public static ImmutableArray<Toleration> Read(FieldReader spec) => [.. spec.List("tolerations").Select(ReadOne).OfType<Toleration>()];

    private static Toleration? ReadOne(FieldReader fields)
    {
        switch (Key(fields))
        {
            case "":
                fields.Context.Error(
                    fields.At, fields.Path,
                    "without a key it tolerates every taint, those of cordoned and lost nodes too, which is not supported; name the key, as virtual-kubelet.io/provider");
                return null;
            case NotReady or Unreachable:
                AcceptDefault(fields);
                return null;
            case Unschedulable:
                fields.Error("key", $"{Unschedulable} is not supported: no pod is placed on a cordoned node; remove the toleration");
                return null;
            default:
                return ReadOther(fields);
        }
    }

    private static Toleration ReadOther(FieldReader fields)
    {
        var key = fields.RequiredText("key", "the key of a taint", NameRules.LabelKey);
        var isAny = fields.Choice("operator", ("Equal", false), ("Exists", true)) ?? false;
        var value = fields.Text("value", NameRules.LabelValue) ?? "";
        if (isAny && value.Length > 0)
            fields.Error("value", "must be empty with operator Exists, which accepts any value");
        var effect = fields.Text("effect") is { Length: > 0 } ? fields.Choice("effect", ("NoSchedule", 0), ("PreferNoSchedule", 1), ("NoExecute", 2)) : null;
        fields.Finish("tolerationSeconds");
        return new Toleration(key, isAny ? null : value, effect switch { 0 => "NoSchedule", 1 => "PreferNoSchedule", 2 => "NoExecute", _ => null });
    }

    /// <summary>The two tolerations that Kubernetes adds to every pod: Burst does what they say by itself.</summary>
    private static void AcceptDefault(FieldReader fields)
    {
        fields.Only("operator", "Exists");
        fields.Only("effect", "NoExecute");
        fields.OnlyInteger("tolerationSeconds", "300");
        fields.Finish("value");
    }

    private static string Key(FieldReader fields) => fields.Find("key")?.Value is ScalarNode scalar ? scalar.Text : fields.Has("key") ? "?" : "";
}
