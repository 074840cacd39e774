namespace Burst.Cli.Commands;

/// <summary>A manifest as read, under the name that messages call it by.</summary>
internal sealed record ManifestFile(string Name, string Text);
