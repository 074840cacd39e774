using Burst.Core.Ids;

namespace Burst.Core.Pods;

/// <summary>All keys of a ConfigMap or Secret, each with <see cref="Prefix"/> before its name.</summary>
public sealed record EnvFrom(ObjectKind Kind, string Name, string Prefix, bool Optional);
