using Burst.Core.Constraints;

namespace Burst.Manifests.Reading;

internal static class AffinityReader
{
    /// <returns>Null where nothing is asked for.</returns>
    public static Affinity? Read(FieldReader spec)
    {
        if (spec.Fields("affinity") is not { } fields)
            return null;
        var read = new Affinity
        {
            NodeAffinity = NodeAffinityReader.Read(fields),
            PodAffinity = PodAffinityReader.Read(fields, "podAffinity"),
            PodAntiAffinity = PodAffinityReader.Read(fields, "podAntiAffinity"),
        };
        fields.Finish();
        return read == new Affinity() ? null : read;
    }
}
