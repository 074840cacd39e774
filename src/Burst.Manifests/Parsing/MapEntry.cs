namespace Burst.Manifests.Parsing;

internal sealed record MapEntry(string Key, Position KeyAt, ManifestNode Value);
