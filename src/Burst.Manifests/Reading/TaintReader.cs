using Burst.Core.Nodes;

namespace Burst.Manifests.Reading;

internal static class TaintReader
{
    public static string? ReadEffect(FieldReader fields) => fields.Choice("effect", (Taint.NoSchedule, 0), (Taint.PreferNoSchedule, 1), (Taint.NoExecute, 2)) switch
    {
        0 => Taint.NoSchedule,
        1 => Taint.PreferNoSchedule,
        2 => Taint.NoExecute,
        _ => null,
    };
}
