namespace Burst.Core.Hosts;

/// <summary>A file of a volume: its path under the mount and its content in base64. A secret one must not be logged or listed.</summary>
public sealed record ResolvedFile(string Path, string Base64, bool IsSecret)
{
    public override string ToString() => Path;
}
