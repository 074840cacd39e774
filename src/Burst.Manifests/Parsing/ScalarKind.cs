namespace Burst.Manifests.Parsing;

/// <summary>The types of the YAML 1.2 core schema, which are JSON's with whole numbers apart.</summary>
internal enum ScalarKind
{
    String,
    Integer,
    Number,
    Boolean,
    Null,
}
