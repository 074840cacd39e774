using Burst.Core.Objects;
using Burst.Core.Policies;

namespace Burst.Manifests.Reading;

internal static class PriorityClassReader
{
    public static ClusterObject Read(FieldReader fields)
    {
        if (!fields.Has("value"))
            fields.Missing("value", $"a whole number, {PriorityClass.UserValueMax} at most; pods of higher value come first");
        var read = new PriorityClass
        {
            Metadata = MetadataReader.Read(fields, isNamespaced: false),
            Value = fields.Integer("value", int.MinValue) ?? 0,
            GlobalDefault = fields.Flag("globalDefault") ?? false,
            PreemptionPolicy = ReadPreemption(fields) ?? PreemptionPolicy.PreemptLowerPriority,
            Description = fields.Text("description") ?? "",
        };
        if (read.Metadata.Name.StartsWith(PriorityClass.SystemPrefix, StringComparison.Ordinal))
            RequireBuiltIn(fields, read);
        else if (read.Value > PriorityClass.UserValueMax)
            fields.Error("value", $"must be {PriorityClass.UserValueMax} or less, not {read.Value}; above are the built-in classes");
        fields.Finish();
        return read;
    }

    public static PreemptionPolicy? ReadPreemption(FieldReader fields) => fields.Choice(
        "preemptionPolicy", ("PreemptLowerPriority", PreemptionPolicy.PreemptLowerPriority), ("Never", PreemptionPolicy.Never));

    /// <summary>Exported ones are read as they are.</summary>
    private static void RequireBuiltIn(FieldReader fields, PriorityClass read)
    {
        var known = PriorityClass.BuiltIn.FirstOrDefault(item => item.Metadata.Name == read.Metadata.Name);
        if (known is null)
            fields.Fields("metadata")?.Error("name", $"names that begin with {PriorityClass.SystemPrefix} are reserved for the built-in classes");
        else if ((known.Value, known.GlobalDefault, known.PreemptionPolicy) != (read.Value, read.GlobalDefault, read.PreemptionPolicy))
            fields.Error("value", $"{known.Metadata.Name} is a built-in class, which has the value {known.Value} and cannot change");
    }
}
