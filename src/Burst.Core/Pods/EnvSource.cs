using Burst.Core.Ids;

namespace Burst.Core.Pods;

/// <summary>One key of a ConfigMap or Secret in the pod's namespace. A missing optional key leaves the variable unset.</summary>
public sealed record EnvSource(ObjectKind Kind, string Name, string Key, bool Optional);
