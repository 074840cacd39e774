using Burst.Core.Objects;

namespace Burst.Manifests;

/// <summary>An object as declared, and where: <see cref="Document"/> and <see cref="Line"/> count from 1.</summary>
public sealed record ManifestObject(ClusterObject Object, string Source, int Document, int Line);
