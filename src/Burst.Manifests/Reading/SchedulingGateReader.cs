using System.Collections.Immutable;

namespace Burst.Manifests.Reading;

internal static class SchedulingGateReader
{
    /// <summary>Names, in the order given.</summary>
    public static ImmutableArray<string> Read(FieldReader spec)
    {
        var names = new Uniqueness("scheduling gate");
        return [.. spec.List("schedulingGates").Select(gate => ReadName(gate, names))];
    }

    private static string ReadName(FieldReader gate, Uniqueness names)
    {
        var name = gate.RequiredText("name", "what the pod waits for, such as example.com/quota", NameRules.LabelKey);
        names.Claim(gate, "name", name);
        gate.Finish();
        return name;
    }
}
