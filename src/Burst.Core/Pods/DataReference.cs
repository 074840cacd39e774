using Burst.Core.Ids;

namespace Burst.Core.Pods;

/// <summary>
/// Something a pod reads from a ConfigMap or Secret of its namespace: the whole object, or one <see cref="Key"/>.
/// <see cref="Place"/> says where in the spec, for people.
/// </summary>
public sealed record DataReference(ObjectKind Kind, string Name, string? Key, bool Optional, string Place);
